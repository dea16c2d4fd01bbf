package io.neonwatch.notifier.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The claims on a consumer's partitions, and the commits of what has been finished. For use by the polling thread. */
final class Claims implements ConsumerRebalanceListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(Claims.class);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(2);

    private final Consumer<?, ?> consumer;
    private final Map<TopicPartition, Claim> claims = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private boolean grown;

    Claims(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) claims.put(partition, new Claim());
        grown |= !partitions.isEmpty();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        release(partitions);
        awaitIdle(partitions);
        commitNow(partitions);
        claims.keySet().removeAll(partitions);
    }

    /** They are another's already: nothing may be committed. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        release(partitions);
        claims.keySet().removeAll(partitions);
    }

    /** Whether partitions were assigned since it was last asked. */
    boolean grown() {
        boolean answer = grown;
        grown = false;
        return answer;
    }

    @Nullable
    Claim of(TopicPartition partition) {
        return claims.get(partition);
    }

    int outstanding() {
        return claims.values().stream()
                .mapToInt(claim -> claim.offsets().outstanding())
                .sum();
    }

    void commit() {
        Map<TopicPartition, OffsetAndMetadata> due = due(claims.keySet());
        if (due.isEmpty()) return;
        committed.putAll(due);
        consumer.commitAsync(due, (offsets, failure) -> {
            if (failure != null) committed.keySet().removeAll(offsets.keySet());
        });
    }

    /** Lets what runs end, for some seconds, and commits what is finished. What has not begun will not. */
    void releaseAll() {
        List<TopicPartition> all = List.copyOf(claims.keySet());
        release(all);
        awaitIdle(all);
    }

    void commitAllNow() {
        commitNow(List.copyOf(claims.keySet()));
    }

    private void release(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Claim claim = claims.get(partition);
            if (claim != null) claim.release();
            committed.remove(partition);
        }
    }

    private void awaitIdle(Collection<TopicPartition> partitions) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (TopicPartition partition : partitions) {
                Claim claim = claims.get(partition);
                if (claim != null) claim.awaitIdle(Duration.ofNanos(deadline - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void commitNow(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> due = due(partitions);
        if (due.isEmpty()) return;
        try {
            consumer.commitSync(due, COMMIT_TIMEOUT);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            // They are read again, and what the ledger knows of is passed over.
            LOGGER.atDebug().addKeyValue("reason", e.getMessage()).log("Offsets not committed");
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> due(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Claim claim = claims.get(partition);
            if (claim == null) continue;
            claim.offsets().committable().ifPresent(offset -> {
                OffsetAndMetadata next = new OffsetAndMetadata(offset);
                if (!next.equals(committed.get(partition))) due.put(partition, next);
            });
        }
        return due;
    }
}
