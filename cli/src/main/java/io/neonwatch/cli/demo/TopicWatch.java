package io.neonwatch.cli.demo;

import io.neonwatch.cli.demo.DemoEvent.AlertFiring;
import io.neonwatch.cli.demo.DemoEvent.AlertResolved;
import io.neonwatch.cli.demo.DemoEvent.RecoveryReady;
import io.neonwatch.metrics.Points;
import io.neonwatch.registry.AvroSerde;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.schemas.Alert;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.Intent;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.schemas.Recovery;
import io.neonwatch.schemas.RecoveryState;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topic;
import io.neonwatch.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** An ordinary subscriber of the topics, which writes what it reads into the chronicle. */
final class TopicWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final List<Topic<?>> WATCHED =
            List.of(Topics.METRICS, Topics.ALERT_EVENTS, Topics.INTENTS, Topics.RECOVERIES);

    private final Chronicle chronicle;
    private final Conditions conditions = new Conditions();
    private final ProbesSeen probes = new ProbesSeen();
    private final Map<String, Intent> intentById = new ConcurrentHashMap<>();
    private final AvroSerde<MetricBatch> metrics;
    private final AvroSerde<AlertEvent> alertEvents;
    private final AvroSerde<Intent> intents;
    private final AvroSerde<Recovery> recoveries;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;

    TopicWatch(KafkaConfig kafka, SchemaRegistry registry, Chronicle chronicle) {
        this.chronicle = chronicle;
        this.metrics = new AvroSerde<>(registry, MetricBatch.class);
        this.alertEvents = new AvroSerde<>(registry, AlertEvent.class);
        this.intents = new AvroSerde<>(registry, Intent.class);
        this.recoveries = new AvroSerde<>(registry, Recovery.class);
        Map<String, Object> settings = kafka.clientProperties();
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().daemon().name("topic-watch").unstarted(this::watch);
    }

    void start() {
        consumer.assign(WATCHED.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
        thread.start();
    }

    Optional<Intent> intent(String id) {
        return Optional.ofNullable(intentById.get(id));
    }

    private void watch() {
        try (consumer) {
            while (true) consumer.poll(POLL).forEach(this::read);
        } catch (WakeupException e) {
            // close() asks us to stop.
        }
    }

    private void read(ConsumerRecord<String, byte[]> kafkaRecord) {
        String topic = kafkaRecord.topic();
        if (topic.equals(Topics.METRICS.name())) sample(value(metrics, kafkaRecord));
        else if (topic.equals(Topics.ALERT_EVENTS.name())) step(value(alertEvents, kafkaRecord));
        else if (topic.equals(Topics.INTENTS.name())) {
            Intent intent = value(intents, kafkaRecord);
            intentById.put(intent.getId(), intent);
        } else {
            Recovery recovery = value(recoveries, kafkaRecord);
            if (recovery.getState() == RecoveryState.READY)
                chronicle.add(new RecoveryReady(
                        recovery.getRule(),
                        recovery.getEpisode(),
                        Objects.requireNonNullElse(recovery.getBranchId(), ""),
                        recovery.getBranchName()));
        }
    }

    private void sample(MetricBatch batch) {
        probes.firstSeen(batch).ifPresent(chronicle::add);
        Points.of(batch).forEach(point -> conditions.begunWith(point).forEach(chronicle::add));
    }

    private void step(AlertEvent event) {
        Alert alert = event.getAlert();
        switch (event.getTransition()) {
            case FIRING, SEVERITY_RAISED ->
                chronicle.add(new AlertFiring(
                        alert.getRule(),
                        alert.getSeverity().name().toLowerCase(Locale.ROOT),
                        alert.getEpisode(),
                        alert.getSummary()));
            case RESOLVED -> chronicle.add(new AlertResolved(alert.getRule(), alert.getEpisode()));
            case UNKNOWN, PENDING, CLEARED, SEVERITY_LOWERED, RECOVERING, REFIRED, NOT_NOTIFIED -> {}
        }
    }

    private static <V extends org.apache.avro.specific.SpecificRecord> V value(
            AvroSerde<V> serde, ConsumerRecord<String, byte[]> kafkaRecord) {
        return Objects.requireNonNull(serde.deserialize(kafkaRecord.topic(), kafkaRecord.value()));
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
