package io.neonwatch.collector.assignment;

import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares the servers with the other collectors of a group: Kafka's group protocol deals out the partitions of a topic,
 * and a server belongs to whoever has its partition. Nothing is read from the topic.
 *
 * <p>A member that the group no longer hears knows by itself when its share may be given to another: once a second it
 * commits an offset, which the group accepts from its living members only.
 */
public final class GroupAssignment implements Assignment {

    private static final Logger LOGGER = LoggerFactory.getLogger(GroupAssignment.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RENEWAL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration RENEWAL_LIMIT = Duration.ofSeconds(3);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(2);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(6);

    private final KafkaConfig kafka;
    private final String group;
    private final Topic<?> topic;
    private final Runnable changed;
    private final Lease lease = new Lease(GroupSettings.SESSION.toNanos(), System.nanoTime());
    private volatile Share share = Share.NOTHING;
    private volatile boolean closing;
    private String failure = "";
    private @Nullable Thread thread;

    /**
     * @param group its name; collectors with the same one share
     * @param topic whose partitions are dealt out
     * @param changed told when the share is another, in a thread that waits for it: when it returns from a smaller share,
     *     others begin with what was lost
     */
    public GroupAssignment(KafkaConfig kafka, String group, Topic<?> topic, Runnable changed) {
        this.kafka = kafka;
        this.group = group;
        this.topic = topic;
        this.changed = changed;
    }

    /** What Kafka knows a group of collectors by. */
    public static String groupId(String group) {
        return "neonwatch-collector-" + group;
    }

    @Override
    public boolean holds(String server) {
        return share.holds(server);
    }

    @Override
    public OptionalLong uncertainSince() {
        return lease.endedBy(System.nanoTime());
    }

    @Override
    public synchronized void start() {
        if (thread == null && !closing)
            thread = Thread.ofPlatform().daemon().name("assignment").start(this::belong);
    }

    @Override
    public void close() {
        closing = true;
        Thread running = thread;
        if (running == null) return;
        try {
            if (!running.join(CLOSE_PATIENCE)) running.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A consumer that failed for good is replaced by a new one. */
    private void belong() {
        while (!closing) {
            try (Membership membership = new Membership()) {
                while (!closing) membership.go();
            } catch (KafkaException e) {
                if (Thread.currentThread().isInterrupted()) return;
                sayFailed(String.valueOf(e.getMessage()));
                pause();
            }
        }
    }

    private void take(Share next) {
        if (next.equals(share)) return;
        share = next;
        failure = "";
        LOGGER.atInfo()
                .addKeyValue("group", group)
                .addKeyValue("partitions", next.partitions().size())
                .addKeyValue("of", next.all())
                .log("This collector's share changed");
        changed.run();
    }

    /** Once, however often it is tried. */
    private void sayFailed(String reason) {
        if (!reason.equals(failure))
            LOGGER.atError()
                    .addKeyValue("group", group)
                    .addKeyValue("reason", reason)
                    .log("Sharing targets failed; joining the group anew until that works");
        failure = reason;
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One consumer's life. For the one thread. */
    private final class Membership implements ConsumerRebalanceListener, AutoCloseable {

        private final KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                GroupSettings.of(kafka, group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        private long asked = System.nanoTime();
        private long renewed = asked;
        private boolean doubted;

        Membership() {
            consumer.subscribe(List.of(topic.name()), this);
        }

        void go() {
            asked = System.nanoTime();
            consumer.poll(POLL);
            if (!share.partitions().isEmpty() && System.nanoTime() - renewed > RENEWAL_INTERVAL.toNanos()) renew();
            say(!share.partitions().isEmpty() && uncertainSince().isPresent());
        }

        private void say(boolean doubtful) {
            if (doubtful && !doubted)
                LOGGER.atWarn()
                        .addKeyValue("group", group)
                        .log(
                                "Kafka does not confirm this collector's share; it goes on with those of its targets that no "
                                        + "other collector comes to");
            if (doubted && !doubtful)
                LOGGER.atInfo().addKeyValue("group", group).log("What this collector's share is, is certain again");
            doubted = doubtful;
        }

        private void renew() {
            renewed = System.nanoTime();
            TopicPartition any = consumer.assignment().stream().findFirst().orElse(null);
            if (any == null) return;
            try {
                consumer.commitSync(Map.of(any, new OffsetAndMetadata(0)), RENEWAL_LIMIT);
                lease.renew(renewed);
            } catch (RebalanceInProgressException e) {
                // The rebalance's end will say what this collector has.
            } catch (KafkaException e) {
                LOGGER.atDebug().addKeyValue("reason", e.getMessage()).log("The group does not answer");
            }
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            Set<TopicPartition> all = consumer.assignment();
            consumer.pause(all);
            lease.renew(asked);
            take(new Share(numbers(all), consumer.partitionsFor(topic.name()).size()));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            take(share.without(numbers(revoked)));
        }

        @Override
        public void close() {
            consumer.close(CloseOptions.timeout(LEAVE_LIMIT));
            take(Share.NOTHING);
        }

        private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
            return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
        }
    }
}
