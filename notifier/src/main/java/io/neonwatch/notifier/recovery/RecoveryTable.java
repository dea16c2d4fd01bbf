package io.neonwatch.notifier.recovery;

import io.neonwatch.notifier.kafka.ClientSettings;
import io.neonwatch.notifier.kafka.Decoder;
import io.neonwatch.notifier.kafka.RecordWriter;
import io.neonwatch.notifier.kafka.TableReader;
import io.neonwatch.registry.AvroSerde;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.schemas.Recovery;
import io.neonwatch.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How far every recovery has come: a compacted topic, and its content in memory. Safe for use by many threads. */
public final class RecoveryTable implements AutoCloseable {

    private final AvroSerde<Recovery> serde;
    private final RecordWriter writer;
    private final TableReader<Recovery> reader;
    private final Map<String, Recovery> recoveries = new ConcurrentHashMap<>();

    public RecoveryTable(ClientSettings settings, SchemaRegistry registry, RecordWriter writer) {
        this.serde = new AvroSerde<>(registry, Recovery.class);
        this.writer = writer;
        this.reader =
                new TableReader<>(settings, "recoveries", new Decoder<>(Topics.RECOVERIES, registry), this::remember);
    }

    /** Reads what others have written since the last time. For use by one thread. */
    void catchUp() {
        reader.catchUp();
    }

    Optional<Recovery> find(String id) {
        return Optional.ofNullable(recoveries.get(id));
    }

    /** Returns when the brokers have it. */
    Recovery write(Recovery recovery) throws InterruptedException {
        String topic = Topics.RECOVERIES.name();
        writer.write(new ProducerRecord<>(
                topic,
                null,
                recovery.getUpdatedAt().toEpochMilli(),
                recovery.getId().getBytes(StandardCharsets.UTF_8),
                serde.serialize(topic, recovery)));
        remember(recovery);
        return recovery;
    }

    @Override
    public void close() {
        reader.close();
    }

    private void remember(Recovery recovery) {
        // What is read may be older than what this instance has written since.
        recoveries.merge(recovery.getId(), recovery, (known, read) -> before(known, read) ? read : known);
    }

    private static boolean before(Recovery known, Recovery read) {
        int order = known.getState().compareTo(read.getState());
        return order != 0 ? order < 0 : known.getUpdatedAt().isBefore(read.getUpdatedAt());
    }
}
