package io.neonwatch.notifier.kafka;

import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.TransactionalIds;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Settings of the notifier's Kafka clients; what the configuration sets for tuning stays as it is.
 *
 * @param instance the same for one notifier over restarts, another for each that runs beside it
 */
public record ClientSettings(KafkaConfig kafka, String instance) {

    private static final String GROUP = "neonwatch-notifier-";

    /** Of the group of all instances' members that do the same. */
    public static String groupId(String role) {
        return GROUP + role;
    }

    /** Of the transactions of one instance. */
    public static TransactionalIds transactionalIds(String role, String instance) {
        return new TransactionalIds(GROUP + role + "-", GROUP + role + "-" + instance);
    }

    /** For a member of a group that shares a topic's partitions among the instances. */
    Map<String, Object> member(String role) {
        Map<String, Object> settings = reader(role);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, groupId(role));
        // A restarted instance has its partitions back at once, also after a crash.
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        return settings;
    }

    /** For reading whole topics, outside any group. */
    Map<String, Object> reader(String role) {
        Map<String, Object> settings = kafka.clientProperties();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId(role));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        return settings;
    }

    /** For records that must be stored before anything else is done. */
    Map<String, Object> writer(String role) {
        Map<String, Object> settings = kafka.clientProperties();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId(role));
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
        // While the brokers are away a record waits: the producer knows whether it was written, a new one would not.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        return settings;
    }

    Map<String, Object> transactionalWriter(String role) {
        Map<String, Object> settings = writer(role);
        settings.put(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                transactionalIds(role, instance).one());
        settings.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
        return settings;
    }

    private String clientId(String role) {
        return GROUP + role + "-" + instance;
    }
}
