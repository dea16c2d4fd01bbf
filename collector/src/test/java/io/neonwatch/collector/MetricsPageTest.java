package io.neonwatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.heartbeat.Heartbeat;
import io.neonwatch.collector.heartbeat.HeartbeatMetrics;
import io.neonwatch.collector.reference.DescribedProbe;
import io.neonwatch.collector.reference.MetricsPage;
import io.neonwatch.collector.sampling.ScheduledProbe;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.WatchMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        TargetConfig target = new TargetConfig("orders", "jdbc:postgresql://localhost/orders", "neonwatch", null, null);
        CollectorConfig config = new CollectorConfig("collector", null, null, List.of(target));
        Map<String, DescribedProbe> probes = new LinkedHashMap<>();
        for (boolean leads : List.of(true, false))
            for (ScheduledProbe scheduled : Probes.of(target, config, leads))
                probes.put(
                        scheduled.probe().name(),
                        new DescribedProbe(
                                scheduled.probe().name(),
                                scheduled.interval(),
                                scheduled.probe().metrics()));
        probes.put(Heartbeat.PROBE, new DescribedProbe(Heartbeat.PROBE, Heartbeat.INTERVAL, HeartbeatMetrics.ALL));

        // When
        String page = introduction
                + MetricsPage.of(List.copyOf(probes.values()), WatchMetrics.OF_EVERY_PROBE)
                        .stripTrailing() + "\n";

        // Then
        if (Boolean.getBoolean("neonwatch.update")) Files.writeString(PAGE, page);
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }
}
