package io.neonwatch.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectionCountersTest {

    private static final MetricFamily FAMILY = MetricFamily.of(
            "a view",
            List.of("database"),
            Metric.delta("commits", "{transaction}", "Commits"),
            Metric.gauge("age", "s", "Age"));

    private final SectionCounters counters = new SectionCounters();

    @Test
    void shouldTellWhatWasAddedThoughTheNameChanged() {
        // Given
        counters.since(answer(0, "a", row("16384", "orders", 1000, 1)), "");

        // When
        TabularReading reading = counters.since(answer(30, "a", row("16384", "orders_old", 1003, 2)), "");

        // Then
        assertThat(reading.intervalStart()).isEqualTo(Instant.EPOCH);
        assertThat(reading.tables().getFirst().rows())
                .containsExactly(new MetricRow(List.of("orders_old"), List.of(3.0, 2.0)));
    }

    @Test
    void shouldNotCompareAcrossEpochs() {
        // Given
        counters.since(answer(0, "a", row("16384", "orders", 1000, 1)), "");

        // When
        TabularReading reading = counters.since(answer(30, "b", row("16384", "orders", 5000, 2)), "");

        // Then
        assertThat(reading.intervalStart()).isNull();
        assertThat(reading.tables().getFirst().rows())
                .containsExactly(new MetricRow(List.of("orders"), List.of(Double.NaN, 2.0)));
    }

    @Test
    void shouldCountFromZeroWhatIsNew() {
        // Given
        counters.since(answer(0, "a"), "");

        // When
        TabularReading reading = counters.since(answer(30, "a", row("16385", "new", 7, 2)), "");

        // Then
        assertThat(reading.tables().getFirst().rows())
                .containsExactly(new MetricRow(List.of("new"), List.of(7.0, 2.0)));
    }

    private static SectionAnswer answer(int second, String epoch, SectionRow... rows) {
        return new SectionAnswer(
                Instant.ofEpochSecond(second), epoch, true, List.of(new SectionTable(FAMILY, List.of(rows))));
    }

    private static SectionRow row(String id, String name, double commits, double age) {
        return new SectionRow(List.of(id), new MetricRow(List.of(name), List.of(commits, age)));
    }
}
