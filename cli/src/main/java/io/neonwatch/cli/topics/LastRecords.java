package io.neonwatch.cli.topics;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The last records of each partition. Offsets do not count them: transactions leave marks among them, and compaction
 * leaves holes, so it goes back until there are enough.
 */
final class LastRecords {

    private static final int FIRST_STEP = 64;

    private final Consumer<byte[], byte[]> consumer;
    private final Duration poll;

    LastRecords(Consumer<byte[], byte[]> consumer, Duration poll) {
        this.consumer = consumer;
        this.poll = poll;
    }

    /**
     * Leaves the consumer at the ends.
     *
     * @param count of each partition, at most
     * @return in the order of their times
     */
    List<ConsumerRecord<byte[], byte[]>> read(Map<TopicPartition, Long> ends, int count) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(ends.keySet());
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        ends.forEach((partition, end) ->
                records.addAll(last(partition, beginnings.getOrDefault(partition, 0L), end, count)));
        consumer.resume(ends.keySet());
        records.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        return records;
    }

    private Deque<ConsumerRecord<byte[], byte[]>> last(TopicPartition partition, long beginning, long end, int count) {
        consumer.pause(consumer.assignment());
        consumer.resume(List.of(partition));
        long step = count == Integer.MAX_VALUE ? end - beginning : Math.max(FIRST_STEP, 2L * count);
        while (true) {
            long from = Math.max(beginning, end - step);
            Deque<ConsumerRecord<byte[], byte[]>> found = between(partition, from, end, count);
            if (found.size() == count || from == beginning) return found;
            step *= 4;
        }
    }

    private Deque<ConsumerRecord<byte[], byte[]>> between(TopicPartition partition, long from, long end, int count) {
        consumer.seek(partition, from);
        Deque<ConsumerRecord<byte[], byte[]>> found = new ArrayDeque<>();
        while (consumer.position(partition) < end)
            for (var kafkaRecord : consumer.poll(poll)) {
                if (kafkaRecord.offset() >= end) continue;
                found.add(kafkaRecord);
                if (found.size() > count) found.removeFirst();
            }
        consumer.seek(partition, end);
        return found;
    }
}
