package io.neonwatch.notifier.kafka;

import io.neonwatch.notifier.kafka.Decoder.Decoded;
import io.neonwatch.registry.RegistryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** One life of a {@link Transactions}' clients: one transaction for each poll that brings something. */
final class TransactionSession<V extends SpecificRecord> {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Decoder<V> decoder;
    private final Function<V, List<ProducerRecord<byte[], byte[]>>> transform;
    private final DeadLetters deadLetters;

    TransactionSession(
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            Decoder<V> decoder,
            Function<V, List<ProducerRecord<byte[], byte[]>>> transform,
            DeadLetters deadLetters) {
        this.consumer = consumer;
        this.producer = producer;
        this.decoder = decoder;
        this.transform = transform;
        this.deadLetters = deadLetters;
    }

    /** Throws when the producer cannot be used any more, for example because another one has its name. */
    void run(Worker worker) throws InterruptedException {
        consumer.subscribe(List.of(decoder.topic().name()));
        while (!worker.stopping()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            try {
                if (!records.isEmpty()) commit(records, transformed(records));
                worker.working();
            } catch (RegistryException e) {
                // Only now is it known that nothing can be decoded: the same records come again.
                readAgain(records);
                worker.failing(e);
                worker.pause(PAUSE);
            }
        }
    }

    private List<ProducerRecord<byte[], byte[]>> transformed(ConsumerRecords<byte[], byte[]> records) {
        List<ProducerRecord<byte[], byte[]>> written = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records)
            switch (decoder.decode(record)) {
                case Decoded.Value<V>(V value) -> written.addAll(transformed(record, value));
                case Decoded.Nothing<V>() -> {}
                case Decoded.Undecodable<V>(Exception reason) -> written.add(deadLetters.letter(record, reason));
            }
        return written;
    }

    /** A record that cannot be worked on must not keep the others from it. */
    private List<ProducerRecord<byte[], byte[]>> transformed(ConsumerRecord<byte[], byte[]> record, V value) {
        try {
            return transform.apply(value);
        } catch (RegistryException e) {
            throw e;
        } catch (RuntimeException e) {
            return List.of(deadLetters.letter(record, e));
        }
    }

    private void commit(ConsumerRecords<byte[], byte[]> records, List<ProducerRecord<byte[], byte[]>> written) {
        producer.beginTransaction();
        try {
            for (ProducerRecord<byte[], byte[]> record : written) {
                // A record that cannot be sent fails the commit.
                var _ = producer.send(record);
            }
            producer.sendOffsetsToTransaction(next(records), consumer.groupMetadata());
            producer.commitTransaction();
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            // Fails in its turn, and ends this session, when there is no going on with this producer.
            producer.abortTransaction();
            readAgain(records);
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> next(ConsumerRecords<byte[], byte[]> records) {
        return new HashMap<>(records.nextOffsets());
    }

    private void readAgain(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions())
            if (consumer.assignment().contains(partition))
                consumer.seek(partition, records.records(partition).getFirst().offset());
    }
}
