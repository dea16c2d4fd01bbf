package io.neonwatch.notifier.kafka;

import io.neonwatch.notifier.kafka.Decoder.Decoded;
import io.neonwatch.registry.RegistryException;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of a {@link LaneConsumer}'s consumer: polls, hands out, commits. It never waits for a record's work. */
final class LaneSession<V extends SpecificRecord> {

    private static final Logger LOGGER = LoggerFactory.getLogger(LaneSession.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Bounds the memory that a receiver which is away for long can take. */
    private static final int MOST_OUTSTANDING = 50_000;

    private final Consumer<byte[], byte[]> consumer;
    private final Claims claims;
    private final Decoder<V> decoder;
    private final Work<V> work;
    private final Lanes lanes;
    private final DeadLetters deadLetters;
    private final RecordWriter writer;

    LaneSession(
            Consumer<byte[], byte[]> consumer,
            Claims claims,
            Decoder<V> decoder,
            Work<V> work,
            Lanes lanes,
            DeadLetters deadLetters,
            RecordWriter writer) {
        this.consumer = consumer;
        this.claims = claims;
        this.decoder = decoder;
        this.work = work;
        this.lanes = lanes;
        this.deadLetters = deadLetters;
        this.writer = writer;
    }

    void run(Worker worker) throws InterruptedException {
        consumer.subscribe(java.util.List.of(decoder.topic().name()), claims);
        while (!worker.stopping()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (claims.grown()) work.prepare();
            try {
                for (TopicPartition partition : records.partitions())
                    for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) handOut(record);
                worker.working();
            } catch (RegistryException e) {
                readAgain(records);
                worker.failing(e);
                worker.pause(PAUSE);
            }
            claims.commit();
            if (claims.outstanding() > MOST_OUTSTANDING) consumer.pause(consumer.assignment());
            else consumer.resume(consumer.paused());
        }
    }

    private void handOut(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        Claim claim = claims.of(new TopicPartition(record.topic(), record.partition()));
        // Handed out already, before the registry went away.
        if (claim == null || !claim.offsets().isNew(record.offset())) return;
        switch (decoder.decode(record)) {
            case Decoded.Value<V>(V value) -> {
                claim.offsets().started(record.offset());
                lanes.add(work.lane(value), () -> process(value, record.offset(), claim));
            }
            case Decoded.Nothing<V>() -> skip(claim, record);
            case Decoded.Undecodable<V>(Exception reason) -> {
                writer.write(deadLetters.letter(record, reason));
                skip(claim, record);
            }
        }
    }

    private static void skip(Claim claim, ConsumerRecord<byte[], byte[]> record) {
        claim.offsets().started(record.offset());
        claim.offsets().finished(record.offset());
    }

    private void readAgain(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions())
            if (claims.of(partition) != null)
                consumer.seek(partition, records.records(partition).getFirst().offset());
    }

    private void process(V value, long offset, Claim claim) {
        if (!claim.begin()) return;
        try {
            if (processUntilItWorks(value, claim)) claim.offsets().finished(offset);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            claim.end();
        }
    }

    private boolean processUntilItWorks(V value, Claim claim) throws InterruptedException {
        boolean said = false;
        do {
            try {
                return work.process(value, claim);
            } catch (RuntimeException e) {
                if (!said)
                    LOGGER.atError()
                            .addKeyValue("topicName", decoder.topic().name())
                            .addKeyValue("lane", work.lane(value))
                            .addKeyValue("reason", e.getMessage())
                            .setCause(expected(e) ? null : e)
                            .log("Record cannot be worked on; trying again until it can");
                said = true;
            }
        } while (claim.pause(PAUSE));
        return false;
    }

    private static boolean expected(RuntimeException failure) {
        return failure instanceof RegistryException registry && registry.unreachable();
    }
}
