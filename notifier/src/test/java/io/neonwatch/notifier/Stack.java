package io.neonwatch.notifier;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.neonwatch.notifier.delivery.Checkpoint;
import io.neonwatch.notifier.kafka.Decoder;
import io.neonwatch.notifier.kafka.Decoder.Decoded;
import io.neonwatch.registry.AvroSerde;
import io.neonwatch.registry.InMemorySchemaRegistry;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.runtime.config.ConfigLoader;
import io.neonwatch.sandbox.kafka.EmbeddedKafka;
import io.neonwatch.sandbox.slack.SlackSink;
import io.neonwatch.sandbox.smtp.SmtpServer;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.Delivery;
import io.neonwatch.schemas.DeliveryState;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topic;
import io.neonwatch.topic.TopicAdmin;
import io.neonwatch.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A broker, the sinks, and notifiers on them. */
public final class Stack implements AutoCloseable {

    private static final Set<DeliveryState> SETTLED =
            Set.of(DeliveryState.DELIVERED, DeliveryState.FAILED, DeliveryState.COALESCED);

    public final EmbeddedKafka kafka;
    public final SlackSink slack = SlackSink.start();
    public final SmtpServer smtp = SmtpServer.start();
    public final SchemaRegistry registry = new InMemorySchemaRegistry();
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<NotifierApp> running = new ArrayList<>();

    public Stack(Path directory) throws InterruptedException {
        kafka = EmbeddedKafka.start(directory);
        try (TopicAdmin admin = new TopicAdmin(kafkaConfig())) {
            admin.ensure(Topics.ALL);
        }
        Properties settings = new Properties();
        settings.putAll(kafkaConfig().clientProperties());
        settings.put("linger.ms", 0);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public KafkaConfig kafkaConfig() {
        return new KafkaConfig(kafka.bootstrapServers());
    }

    /** Warnings go to Slack, criticals to Slack and to two people by email. */
    public NotifierConfig config(String more) {
        return new ConfigLoader(Map.of())
                .load("""
                        name: notifier-1
                        receivers:
                          - {name: team-slack, slack: {webhook_url: "%s"}}
                          - {name: team-email, email: {host: 127.0.0.1, port: %d, from: neonwatch@example.com, to: [dba@example.com], tls: none}}
                        routes:
                          - {severity: [warning, critical], receivers: [team-slack]}
                          - {severity: [critical], receivers: [team-email]}
                        retry: {initial: 50ms, max: 500ms}
                        %s
                        """.formatted(slack.webhookUrl(), smtp.port(), more), "test", NotifierConfig.class);
    }

    public NotifierApp startNotifier() {
        return startNotifier(config(""), Checkpoint.NONE);
    }

    public NotifierApp startNotifier(NotifierConfig config, Checkpoint checkpoint) {
        NotifierApp app = new NotifierApp(config, kafkaConfig(), registry, meters, checkpoint);
        running.add(app);
        app.start();
        return app;
    }

    public void stopNotifiers() {
        running.forEach(NotifierApp::stop);
        running.clear();
    }

    public void publish(AlertEvent event) {
        AvroSerde<AlertEvent> serde = new AvroSerde<>(registry, AlertEvent.class);
        String topic = Topics.ALERT_EVENTS.name();
        publish(topic, event.getAlert().getFingerprint(), serde.serialize(topic, event));
    }

    public void publish(String topic, String key, byte @Nullable [] value) {
        try {
            producer.send(new ProducerRecord<>(topic, key.getBytes(java.nio.charset.StandardCharsets.UTF_8), value))
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every record of the topic that can be decoded. */
    public <V extends SpecificRecord> List<V> read(Topic<V> topic) {
        Decoder<V> decoder = new Decoder<>(topic, registry);
        List<V> values = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : readRaw(topic))
            if (decoder.decode(record) instanceof Decoded.Value<V>(V value)) values.add(value);
        return values;
    }

    /** Intents without an outcome, and alert events not routed yet, by name. */
    public List<String> unfinished() {
        Set<String> settled = settled();
        List<String> unfinished = new ArrayList<>(unrouted());
        read(Topics.INTENTS).stream()
                .filter(intent -> !settled.contains(intent.getId()))
                .forEach(intent -> unfinished.add(intent.getReceiver() + " " + intent.getAction()));
        return unfinished;
    }

    /** The intents whose outcome is in the ledger. */
    public Set<String> settled() {
        return read(Topics.DELIVERIES).stream()
                .filter(delivery -> SETTLED.contains(delivery.getState()))
                .map(Delivery::getIntent)
                .collect(Collectors.toSet());
    }

    private List<String> unrouted() {
        try (Admin admin = Admin.create(kafkaConfig().clientProperties())) {
            Map<TopicPartition, OffsetAndMetadata> routed = admin.listConsumerGroupOffsets("neonwatch-notifier-routing")
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, Long> next = new HashMap<>();
            for (ConsumerRecord<byte[], byte[]> record : readRaw(Topics.ALERT_EVENTS))
                next.merge(new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max);
            return next.entrySet().stream()
                    .filter(end -> !routed.containsKey(end.getKey())
                            || routed.get(end.getKey()).offset() < end.getValue())
                    .map(end -> end.getKey() + " to " + end.getValue())
                    .toList();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<ConsumerRecord<byte[], byte[]>> readRaw(Topic<?> topic) {
        Map<String, Object> settings = kafkaConfig().clientProperties();
        settings.put("isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return records;
    }

    @Override
    public void close() {
        stopNotifiers();
        producer.close(Duration.ZERO);
        slack.close();
        smtp.close();
        kafka.close();
    }
}
