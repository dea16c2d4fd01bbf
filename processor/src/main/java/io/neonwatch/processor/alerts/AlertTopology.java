package io.neonwatch.processor.alerts;

import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.processor.rules.RuleSet;
import io.neonwatch.registry.AvroSerde;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.schemas.Alert;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.schemas.processor.StoredAlert;
import io.neonwatch.schemas.processor.StoredClocks;
import io.neonwatch.schemas.processor.StoredWindow;
import io.neonwatch.topic.Topics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** From metrics to alerts and their events. */
public final class AlertTopology {

    public static final String STATE_STORE = "alerts-state-by-series";
    public static final String WINDOW_STORE = "alerts-window-by-series";
    public static final String CLOCK_STORE = "alerts-clock-by-target";

    /** All of them; each has a changelog. */
    public static final List<String> STORES = List.of(STATE_STORE, WINDOW_STORE, CLOCK_STORE);

    private final RuleSet rules;
    private final SchemaRegistry registry;
    private final AlertMeters meters;

    public AlertTopology(RuleSet rules, SchemaRegistry registry, MeterRegistry meters) {
        this.rules = rules;
        this.registry = registry;
        this.meters = new AlertMeters(meters);
    }

    public void addTo(StreamsBuilder builder) {
        KStream<String, @Nullable AlertEvent> steps = builder.stream(
                        Topics.METRICS.name(),
                        Consumed.with(Serdes.String(), new AvroSerde<>(registry, MetricBatch.class))
                                .withTimestampExtractor(new UsePartitionTimeOnInvalidTimestamp())
                                .withName("read-metrics"))
                .process(new Supplier(), Named.as("evaluate-rules"));

        // Every event, for those who want to know what happened.
        steps.filter((_, event) -> event != null, Named.as("drop-forgotten"))
                .to(
                        Topics.ALERT_EVENTS.name(),
                        Produced.with(Serdes.String(), new AvroSerde<>(registry, AlertEvent.class))
                                .withName("write-alert-events"));

        // The newest state of each alert, and nothing of one that is forgotten.
        steps.mapValues(AlertTopology::alert, Named.as("take-alert"))
                .to(
                        Topics.ALERTS.name(),
                        Produced.with(Serdes.String(), new AvroSerde<>(registry, Alert.class))
                                .withName("write-alerts"));
    }

    private static @Nullable Alert alert(@Nullable AlertEvent event) {
        return event == null ? null : event.getAlert();
    }

    /** Small, and read with every batch: in memory, with a changelog. */
    private <V extends SpecificRecord> StoreBuilder<?> store(String name, Class<V> type) {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), new AvroSerde<>(registry, type))
                .withLoggingEnabled(Map.of());
    }

    private final class Supplier implements ProcessorSupplier<String, MetricBatch, String, @Nullable AlertEvent> {

        @Override
        public Processor<String, MetricBatch, String, @Nullable AlertEvent> get() {
            return new AlertProcessor(rules, meters);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            // Ordered, for Set.of would give the topology another description in each run.
            return new LinkedHashSet<>(List.of(
                    store(STATE_STORE, StoredAlert.class),
                    store(WINDOW_STORE, StoredWindow.class),
                    store(CLOCK_STORE, StoredClocks.class)));
        }
    }
}
