package io.neonwatch.topic;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** The settings that a topic of the catalogue is created with. */
final class TopicSettings {

    private TopicSettings() {}

    /** @param replicationFactor null for the cluster's own default */
    static NewTopic newTopic(Topic<?> topic, @Nullable Short replicationFactor) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.ofNullable(replicationFactor))
                .configs(of(topic));
    }

    static Map<String, String> of(Topic<?> topic) {
        Duration retention = topic.retention();
        if (retention != null)
            return Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG,
                    String.valueOf(retention.toMillis()));
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                // The newest segment is never compacted: without an age it would hold all of a quiet topic for ever.
                TopicConfig.SEGMENT_MS_CONFIG,
                String.valueOf(Duration.ofDays(1).toMillis()),
                // State is read whole at a start, so little of it may be out of date.
                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                "0.1",
                // A reader that was away for less still sees that a key is gone.
                TopicConfig.DELETE_RETENTION_MS_CONFIG,
                String.valueOf(Duration.ofDays(7).toMillis()));
    }
}
