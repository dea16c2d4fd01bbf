package io.neonwatch.topic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka cluster, under the key {@code kafka}.
 *
 * @param bootstrapServers {@code host:port}, at least one
 * @param properties settings handed to every client as they are, for example {@code security.protocol}
 * @param replicationFactor of the topics that Neonwatch creates; null for the cluster's own default
 */
public record KafkaConfig(
        List<String> bootstrapServers,
        @Nullable Map<String, String> properties,
        @Nullable Short replicationFactor) {

    public KafkaConfig {
        if (bootstrapServers.isEmpty()) throw new IllegalArgumentException("bootstrap_servers must not be empty");
        properties = Map.copyOf(Objects.requireNonNullElse(properties, Map.of()));
    }

    public KafkaConfig(String bootstrapServer) {
        this(List.of(bootstrapServer), null, null);
    }

    /** A new map with the settings that every client needs to reach the cluster. */
    public Map<String, Object> clientProperties() {
        Map<String, Object> settings = new HashMap<>(Objects.requireNonNullElse(properties, Map.of()));
        settings.put("bootstrap.servers", String.join(",", bootstrapServers));
        return settings;
    }

    /** Without the property values, which may hold a password. */
    @Override
    public String toString() {
        return "KafkaConfig[bootstrapServers=" + bootstrapServers + "]";
    }
}
