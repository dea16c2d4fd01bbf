package io.neonwatch.notifier.delivery;

import io.neonwatch.notifier.kafka.ClientSettings;
import io.neonwatch.notifier.kafka.Decoder;
import io.neonwatch.notifier.kafka.RecordWriter;
import io.neonwatch.notifier.kafka.TableReader;
import io.neonwatch.registry.AvroSerde;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.schemas.Delivery;
import io.neonwatch.schemas.IntentAction;
import io.neonwatch.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What became of every intent: a compacted topic, and its content in memory. Safe for use by many threads. */
public final class Ledger implements AutoCloseable {

    /** No intent older than what it follows from can come up again: alert events are kept 90 days. */
    private static final Duration REMEMBERED = Duration.ofDays(97);

    private static final Set<String> TELLING = Set.of(IntentAction.FIRING.name(), IntentAction.SEVERITY_RAISED.name());

    private final AvroSerde<Delivery> serde;
    private final RecordWriter writer;
    private final TableReader<Delivery> reader;
    private final InstantSource clock;
    private final Map<String, LedgerEntry> entries = new ConcurrentHashMap<>();
    private final Map<String, Told> firstTold = new ConcurrentHashMap<>();

    /** What first told a receiver of an episode. */
    private record Told(String intent, Instant eventAt) {}

    public Ledger(ClientSettings settings, SchemaRegistry registry, RecordWriter writer, InstantSource clock) {
        this.serde = new AvroSerde<>(registry, Delivery.class);
        this.writer = writer;
        this.clock = clock;
        this.reader = new TableReader<>(settings, "ledger", new Decoder<>(Topics.DELIVERIES, registry), this::read);
    }

    /** Reads what others have written since the last time. For use by one thread. */
    public void catchUp() {
        reader.catchUp();
    }

    LedgerEntry find(String intent) {
        return entries.getOrDefault(intent, LedgerEntry.NOTHING);
    }

    /** The intent that first told the receiver of the episode, however that went; empty when nothing has. */
    Optional<String> firstTold(String receiver, String episode) {
        return Optional.ofNullable(firstTold.get(receiver + "|" + episode)).map(Told::intent);
    }

    /**
     * Returns when the brokers have it.
     *
     * @throws InterruptedException when they may or may not have it
     */
    void write(Delivery delivery) throws InterruptedException {
        String topic = Topics.DELIVERIES.name();
        writer.write(new ProducerRecord<>(
                topic,
                null,
                delivery.getAt().toEpochMilli(),
                delivery.getIntent().getBytes(StandardCharsets.UTF_8),
                serde.serialize(topic, delivery)));
        remember(delivery);
    }

    @Override
    public void close() {
        reader.close();
    }

    private void read(Delivery delivery) {
        if (delivery.getAt().isAfter(clock.instant().minus(REMEMBERED))) remember(delivery);
    }

    private void remember(Delivery delivery) {
        // What is read may be older than what this instance has written since.
        entries.merge(
                delivery.getIntent(), LedgerEntry.of(delivery), (known, read) -> read.after(known) ? read : known);
        if (!TELLING.contains(delivery.getAction())) return;
        firstTold.merge(
                delivery.getReceiver() + "|" + delivery.getEpisode(),
                new Told(delivery.getIntent(), delivery.getEventAt()),
                (known, read) -> read.eventAt().isBefore(known.eventAt()) ? read : known);
    }
}
