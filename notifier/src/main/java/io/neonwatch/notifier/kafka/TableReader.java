package io.neonwatch.notifier.kafka;

import io.neonwatch.notifier.kafka.Decoder.Decoded;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a compacted topic from its start to its end, and later what has been added. For use by one thread. */
public final class TableReader<V extends SpecificRecord> implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(TableReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration WITHOUT_PROGRESS = Duration.ofSeconds(15);

    private final ClientSettings settings;
    private final String role;
    private final Decoder<V> decoder;
    private final Consumer<V> apply;
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;

    /** @param apply may see a record again after a failure */
    public TableReader(ClientSettings settings, String role, Decoder<V> decoder, Consumer<V> apply) {
        this.settings = settings;
        this.role = role;
        this.decoder = decoder;
        this.apply = apply;
    }

    /** Returns when everything has been read that was there when it was called. A failure is an exception. */
    public void catchUp() {
        KafkaConsumer<byte[], byte[]> reader = consumer;
        try {
            if (reader == null) {
                reader = open();
                consumer = reader;
            }
            readToEnd(reader);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        KafkaConsumer<byte[], byte[]> reader = consumer;
        consumer = null;
        if (reader != null) reader.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    private KafkaConsumer<byte[], byte[]> open() {
        KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(settings.reader(role), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = reader
                    .partitionsFor(decoder.topic().name())
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            if (partitions.isEmpty())
                throw new TimeoutException("no topic " + decoder.topic().name() + " yet");
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            return reader;
        } catch (RuntimeException e) {
            reader.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
            throw e;
        }
    }

    private void readToEnd(KafkaConsumer<byte[], byte[]> reader) {
        Map<TopicPartition, Long> ends = reader.endOffsets(reader.assignment());
        long deadline = System.nanoTime() + WITHOUT_PROGRESS.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
            var records = reader.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) apply(record);
            if (!records.isEmpty()) deadline = System.nanoTime() + WITHOUT_PROGRESS.toNanos();
            if (System.nanoTime() - deadline >= 0)
                throw new TimeoutException(
                        "no answer while reading " + decoder.topic().name());
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        switch (decoder.decode(record)) {
            case Decoded.Value<V>(V value) -> apply.accept(value);
            case Decoded.Nothing<V>() -> {}
            case Decoded.Undecodable<V>(Exception reason) ->
                LOGGER.atError()
                        .addKeyValue("topicName", record.topic())
                        .addKeyValue("partition", record.partition())
                        .addKeyValue("offset", record.offset())
                        .addKeyValue("reason", reason.getMessage())
                        .log("Record cannot be decoded and is left out");
        }
    }
}
