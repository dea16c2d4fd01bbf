package io.neonwatch.notifier.kafka;

import io.neonwatch.registry.AvroSerde;
import io.neonwatch.registry.RegistryException;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A topic's bytes into its records. */
public final class Decoder<V extends SpecificRecord> {

    /** What a record turned out to be. */
    public sealed interface Decoded<V> {

        record Value<V>(V value) implements Decoded<V> {}

        /** A tombstone. */
        record Nothing<V>() implements Decoded<V> {}

        record Undecodable<V>(Exception reason) implements Decoded<V> {}
    }

    private final Topic<V> topic;
    private final AvroSerde<V> serde;

    public Decoder(Topic<V> topic, SchemaRegistry registry) {
        this.topic = topic;
        this.serde = new AvroSerde<>(registry, topic.type());
    }

    public Topic<V> topic() {
        return topic;
    }

    /**
     * What the record is.
     *
     * @throws RegistryException when the registry is away, so that nobody can tell
     */
    public Decoded<V> decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            @Nullable V value = serde.deserialize(record.topic(), record.value());
            return value == null ? new Decoded.Nothing<>() : new Decoded.Value<>(value);
        } catch (RegistryException e) {
            if (e.unreachable()) throw e;
            return new Decoded.Undecodable<>(e);
        } catch (RuntimeException e) {
            return new Decoded.Undecodable<>(e);
        }
    }
}
