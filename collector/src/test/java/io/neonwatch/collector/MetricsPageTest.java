package io.neonwatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.reference.DescribedProbe;
import io.neonwatch.collector.reference.MetricsPage;
import io.neonwatch.collector.sampling.ScheduledProbe;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.WatchMetrics;
import io.neonwatch.collector.sampling.application.ApplicationMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        TargetConfig target =
                new TargetConfig("orders", "jdbc:postgresql://localhost/orders", "neonwatch", null, null, null);
        CollectorConfig config = new CollectorConfig("collector", null, null, null, null, null, List.of(target));
        List<DescribedProbe> probes = new ArrayList<>();
        for (ScheduledProbe scheduled : Probes.of(target, config))
            probes.add(new DescribedProbe(
                    scheduled.probe().name(),
                    scheduled.interval(),
                    scheduled.probe().metrics()));
        probes.add(new DescribedProbe("application", config.intervals().application(), ApplicationMetrics.ALL));

        // When
        String page = introduction
                + MetricsPage.of(probes, WatchMetrics.OF_EVERY_PROBE).stripTrailing() + "\n";

        // Then
        if (Boolean.getBoolean("neonwatch.update")) Files.writeString(PAGE, page);
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }
}
