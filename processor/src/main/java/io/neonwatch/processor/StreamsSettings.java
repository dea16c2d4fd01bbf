package io.neonwatch.processor;

import io.neonwatch.processor.deadletters.DeadLetters;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How Kafka Streams is set up, and why. */
final class StreamsSettings {

    private StreamsSettings() {}

    static Map<String, Object> of(ProcessorConfig config, KafkaConfig kafka) {
        Map<String, Object> settings = new HashMap<>();
        // A page must be neither lost nor doubled.
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // Events are seen by others once they are committed.
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        // A cache would hold events back.
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        // A second instance, where there is one, takes over without reading the changelogs first.
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        // Names of stores and changelogs are for ever, so none may come about by chance.
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // Where undecodable records go; the handlers say why in headers.
        settings.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS.name());
        settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        // A broker may be away for minutes before a thread is given up and replaced.
        settings.put(
                StreamsConfig.TASK_TIMEOUT_MS_CONFIG, Duration.ofMinutes(15).toMillis());
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000);
        // A stop must not wait a minute for a broker that is away.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_BLOCK_MS_CONFIG), 10_000);
        // How long the partitions of a thread or an instance that died are nobody's; the state to take over is small.
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        // The first start reads what is there already.
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // What the operator says of Kafka goes before all of the above, but for who we are.
        if (kafka.replicationFactor() != null)
            settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) kafka.replicationFactor());
        settings.putAll(kafka.clientProperties());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, Objects.requireNonNull(config.applicationId()));
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG,
                Objects.requireNonNull(config.stateDirectory()).toString());
        return settings;
    }
}
