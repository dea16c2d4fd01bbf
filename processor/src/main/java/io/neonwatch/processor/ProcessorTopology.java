package io.neonwatch.processor;

import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.processor.alerts.AlertTopology;
import io.neonwatch.processor.rules.RuleSet;
import io.neonwatch.registry.SchemaRegistry;
import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/** The processor's features, in the order in which data flows. */
public final class ProcessorTopology {

    private ProcessorTopology() {}

    /**
     * The whole topology.
     *
     * @param settings of Kafka Streams
     */
    public static Topology build(
            Map<String, ?> settings, RuleSet rules, SchemaRegistry registry, MeterRegistry meters) {
        // Names are checked only when the settings come in this way.
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(settings)));
        new AlertTopology(rules, registry, meters).addTo(builder);
        return builder.build();
    }
}
