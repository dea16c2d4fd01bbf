package io.neonwatch.processor;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.neonwatch.processor.alerts.AlertTopology;
import io.neonwatch.processor.rules.RuleCatalogue;
import io.neonwatch.processor.rules.RuleSet;
import io.neonwatch.registry.AvroSerde;
import io.neonwatch.registry.InMemorySchemaRegistry;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.runtime.config.ConfigLoader;
import io.neonwatch.schemas.Alert;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;

/** The whole topology in virtual time, from the epoch on. */
public final class Pipeline implements AutoCloseable {

    public static final RuleSet SHIPPED = RuleCatalogue.shipped(new ConfigLoader(Map.of()));

    private static final List<String> STORES =
            List.of(AlertTopology.STATE_STORE, AlertTopology.WINDOW_STORE, AlertTopology.CLOCK_STORE);

    private final TopologyTestDriver driver;
    private final TestInputTopic<String, MetricBatch> metrics;
    private final TestInputTopic<String, byte[]> rawMetrics;
    private final TestOutputTopic<String, Alert> alerts;
    private final TestOutputTopic<String, AlertEvent> events;
    private final TestOutputTopic<String, byte[]> deadLetters;

    public Pipeline() {
        this(SHIPPED, new InMemorySchemaRegistry());
    }

    public Pipeline(RuleSet rules, SchemaRegistry registry) {
        Map<String, Object> settings = settings();
        // The driver has no transactions, and would lose what is written between them.
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        Properties properties = new Properties();
        properties.putAll(settings);
        driver = new TopologyTestDriver(
                ProcessorTopology.build(settings, rules, registry, new SimpleMeterRegistry()),
                properties,
                Instant.EPOCH);
        metrics = driver.createInputTopic(
                Topics.METRICS.name(), new StringSerializer(), new AvroSerde<>(registry, MetricBatch.class));
        rawMetrics = driver.createInputTopic(Topics.METRICS.name(), new StringSerializer(), new ByteArraySerializer());
        alerts = output(registry, Topics.ALERTS.name(), Alert.class);
        events = output(registry, Topics.ALERT_EVENTS.name(), AlertEvent.class);
        deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    static Map<String, Object> settings() {
        return StreamsSettings.of(
                new ProcessorConfig("processor-test", Path.of("target/state"), null), new KafkaConfig("none:9092"));
    }

    public void send(MetricBatch... batches) {
        for (MetricBatch batch : batches) metrics.pipeInput(batch.getTarget(), batch, batch.getObservedAt());
    }

    public void sendRaw(String key, byte[] value) {
        rawMetrics.pipeInput(key, value, Instant.EPOCH);
    }

    /** Those that came since they were last asked for. */
    public List<AlertEvent> events() {
        return events.readValuesToList();
    }

    /** Each new event as {@code second rule TRANSITION}. */
    public List<String> story() {
        return events().stream()
                .map(event ->
                        event.getAt().getEpochSecond() + " " + event.getAlert().getRule() + " " + event.getTransition())
                .toList();
    }

    public List<KeyValue<String, Alert>> alerts() {
        return alerts.readKeyValuesToList();
    }

    public TestOutputTopic<String, byte[]> deadLetters() {
        return deadLetters;
    }

    /** What the changelogs hold. */
    public Map<String, Map<String, Object>> stores() {
        Map<String, Map<String, Object>> contents = new HashMap<>();
        for (String name : STORES) {
            Map<String, Object> content = new HashMap<>();
            this.<Object>store(name).all().forEachRemaining(entry -> content.put(entry.key, entry.value));
            contents.put(name, content);
        }
        return contents;
    }

    /** As if these stores had been restored from their changelogs. */
    public void restore(Map<String, Map<String, Object>> contents) {
        contents.forEach((name, content) ->
                content.forEach((key, value) -> this.<Object>store(name).put(key, value)));
    }

    @Override
    public void close() {
        driver.close();
    }

    private <V> KeyValueStore<String, V> store(String name) {
        return driver.getKeyValueStore(name);
    }

    private <V extends SpecificRecord> TestOutputTopic<String, V> output(
            SchemaRegistry registry, String topic, Class<V> type) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new AvroSerde<>(registry, type));
    }
}
