package io.neonwatch.collector.assignment;

import io.neonwatch.topic.KafkaConfig;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/** The consumer's settings; those that the takeover depends on are not the user's to change. */
final class GroupSettings {

    /** After so long without a sign of life a member's share goes to the others. */
    static final Duration SESSION = Duration.ofSeconds(9);

    private GroupSettings() {}

    static Map<String, Object> of(KafkaConfig kafka, String group) {
        Map<String, Object> settings = kafka.clientProperties();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "neonwatch-collector-assignment");
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GroupAssignment.groupId(group));
        // Of the two protocols the one in which a member chooses how long it may be silent.
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Math.toIntExact(SESSION.toMillis()));
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
        // How long the others wait for one that must first stop its watches.
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 15_000);
        // Whoever keeps a partition goes on with it while others come and go.
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        // The topic is the publisher's to make; how soon it is seen here, and that it has more partitions.
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        return settings;
    }
}
