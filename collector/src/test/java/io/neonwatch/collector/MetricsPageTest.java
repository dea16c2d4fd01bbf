package io.neonwatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.heartbeat.Heartbeat;
import io.neonwatch.collector.heartbeat.HeartbeatMetrics;
import io.neonwatch.collector.reference.DescribedProbe;
import io.neonwatch.collector.reference.MetricsPage;
import io.neonwatch.collector.sampling.NeonBranch;
import io.neonwatch.collector.sampling.ScheduledProbe;
import io.neonwatch.collector.sampling.ServerQueries;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.WatchMetrics;
import io.neonwatch.collector.sampling.application.ApplicationMetrics;
import io.neonwatch.collector.sampling.neon.NeonComputes;
import io.neonwatch.metrics.MetricFamily;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.neon.NeonConfig;
import io.neonwatch.runtime.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dneonwatch.update=true} it writes the page anew. */
class MetricsPageTest {

    private static final Path PAGE = Path.of("../docs/metrics.md");
    private static final String BEGIN =
            "<!-- Generated from the code, down to the end: MetricsPageTest writes it. -->\n\n";

    @Test
    void shouldBeWhatTheProbesDeclare() throws IOException {
        // Given
        String text = Files.readString(PAGE);
        String introduction = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
        NeonBranch branch = new NeonBranch("soft-dew-1", "br-summer-1", "ep-old-sun-1");
        TargetConfig target =
                new TargetConfig("orders", "jdbc:postgresql://localhost/orders", "neonwatch", null, branch, null, null);
        NeonConfig neon = new NeonConfig(null, new Secret("nobody-is-asked"));
        CollectorConfig config = new CollectorConfig("collector", null, null, List.of(target));
        Map<String, DescribedProbe> probes = new LinkedHashMap<>();
        try (NeonClient client = new NeonClient(neon)) {
            for (boolean leads : List.of(true, false))
                for (ScheduledProbe scheduled :
                        Probes.of(target, config, leads, new ServerQueries(), new NeonComputes(client)))
                    add(
                            probes,
                            scheduled.probe().name(),
                            scheduled.interval(),
                            scheduled.probe().metrics());
        }
        add(probes, "collector", config.intervals().instance(), WatchMetrics.OF_COLLECTOR);
        add(probes, Heartbeat.PROBE, Heartbeat.INTERVAL, HeartbeatMetrics.ALL);
        add(probes, "application", config.intervals().application(), ApplicationMetrics.ALL);

        // When
        String page = introduction
                + MetricsPage.of(List.copyOf(probes.values()), WatchMetrics.OF_EVERY_PROBE)
                        .stripTrailing() + "\n";

        // Then
        if (Boolean.getBoolean("neonwatch.update")) Files.writeString(PAGE, page);
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static void add(
            Map<String, DescribedProbe> probes, String name, Duration interval, List<MetricFamily> metrics) {
        probes.put(name, new DescribedProbe(name, interval, metrics));
    }
}
