package io.neonwatch.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The right {@code WRITE} on a transactional id. No request tells it, so a request is made that wants it and that the
 * broker refuses next, because of a timeout that is too long, before it looks whose the id is: whoever writes with the id
 * is not disturbed.
 */
final class TransactionRight {

    private static final int TOO_LONG = Integer.MAX_VALUE;
    private static final String REFUSED_TIMEOUT = "transaction timeout";
    private static final String LONGEST_TIMEOUT = "transaction.max.timeout.ms";

    private TransactionRight() {}

    static Right of(Admin admin, KafkaConfig kafka, String transactionalId) throws InterruptedException {
        // Where no timeout is too long the request is fulfilled, and would end what somebody does with the id.
        return of(kafka, nothingIsTooLong(admin) ? transactionalId + "-doctor" : transactionalId);
    }

    private static Right of(KafkaConfig kafka, String transactionalId) {
        var producer = new KafkaProducer<>(
                settings(kafka, transactionalId), new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            return new Right.Granted();
        } catch (TransactionalIdAuthorizationException e) {
            return new Right.Refused();
        } catch (KafkaException e) {
            String message = String.valueOf(e.getMessage());
            return message.contains(REFUSED_TIMEOUT) ? new Right.Granted() : new Right.Unknown(message);
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private static Map<String, Object> settings(KafkaConfig kafka, String transactionalId) {
        Map<String, Object> settings = kafka.clientProperties();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "neonwatch-doctor-" + transactionalId);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TOO_LONG);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ClientSurvey.MILLIS);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        // With it a transaction has no timeout at all.
        settings.remove(ProducerConfig.TRANSACTION_TWO_PHASE_COMMIT_ENABLE_CONFIG);
        return settings;
    }

    /** False where the brokers do not say: hardly any has such a setting. */
    private static boolean nothingIsTooLong(Admin admin) throws InterruptedException {
        int limit = ClientSurvey.MILLIS / 2;
        try {
            Node any = PendingAnswer.await(
                            admin.describeCluster(new DescribeClusterOptions().timeoutMs(limit))
                                    .nodes(),
                            limit)
                    .iterator()
                    .next();
            var broker = new ConfigResource(ConfigResource.Type.BROKER, any.idString());
            var asked = admin.describeConfigs(List.of(broker), new DescribeConfigsOptions().timeoutMs(limit));
            ConfigEntry longest = PendingAnswer.await(PendingAnswer.of(asked.values(), broker), limit)
                    .get(LONGEST_TIMEOUT);
            return longest != null && String.valueOf(TOO_LONG).equals(longest.value());
        } catch (ExecutionException e) {
            return false;
        }
    }
}
