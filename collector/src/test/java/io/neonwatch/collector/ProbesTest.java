package io.neonwatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.sampling.ScheduledProbe;
import io.neonwatch.collector.sampling.ServerQueries;
import io.neonwatch.collector.sampling.TargetConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbesTest {

    @Test
    void shouldAskTheServersOwnOnlyThroughTheOneThatLeads() {
        assertThat(names(true))
                .contains("activity", "instance", "statements", "tables")
                .doesNotContain("presence");
        assertThat(names(false)).contains("presence", "tables").doesNotContain("activity", "instance", "statements");
    }

    @Test
    void shouldHaveOneVitalProbeEach() {
        assertThat(probes(true)).filteredOn(ScheduledProbe::vital).hasSize(1);
        assertThat(probes(false)).filteredOn(ScheduledProbe::vital).hasSize(1);
    }

    private static List<String> names(boolean leads) {
        return probes(leads).stream().map(scheduled -> scheduled.probe().name()).toList();
    }

    private static List<ScheduledProbe> probes(boolean leads) {
        TargetConfig target = new TargetConfig("orders", "jdbc:postgresql://localhost/orders", "neonwatch", null, null);
        return Probes.of(
                target,
                new CollectorConfig("collector", null, null, List.of(target)),
                leads,
                new ServerQueries(),
                null);
    }
}
