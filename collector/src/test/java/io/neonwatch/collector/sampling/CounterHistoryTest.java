package io.neonwatch.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CounterHistoryTest {

    private static final double NONE = Double.NaN;
    private static final MetricFamily FAMILY = MetricFamily.of(
            "a view", List.of("table"), Metric.gauge("size", "By", "Size"), Metric.delta("scans", "{scan}", "Scans"));

    private final CounterHistory history = new CounterHistory();

    @Test
    void shouldHaveNoDeltasAtFirst() {
        assertThat(added("1", row("a", 10, 5))).containsExactly(row("a", 10, NONE));
    }

    @Test
    void shouldTellWhatWasAdded() {
        // Given
        added("1", row("a", 10, 5));

        // When
        List<MetricRow> rows = added("1", row("a", 11, 7));

        // Then
        assertThat(rows).containsExactly(row("a", 11, 2));
    }

    @Test
    void shouldCountANewRowFromZero() {
        // Given
        added("1", row("a", 10, 5));

        // When
        List<MetricRow> rows = added("1", row("a", 10, 5), row("b", 1, 3));

        // Then
        assertThat(rows).containsExactly(row("a", 10, 0), row("b", 1, 3));
    }

    @Test
    void shouldNotCompareAcrossEpochs() {
        // Given
        added("1", row("a", 10, 5));

        // When
        List<MetricRow> rows = added("2", row("a", 10, 9));

        // Then
        assertThat(rows).containsExactly(row("a", 10, NONE));
    }

    @Test
    void shouldTakeWhatAResetCounterShows() {
        // Given
        added("1", row("a", 10, 5));

        // When
        List<MetricRow> rows = added("1", row("a", 10, 2));

        // Then
        assertThat(rows).containsExactly(row("a", 10, 2));
    }

    @Test
    void shouldKeepACounterWithoutAValueWithoutOne() {
        // Given
        added("1", row("a", 10, 5));

        // When
        List<MetricRow> rows = added("1", row("a", 10, NONE));

        // Then
        assertThat(rows).containsExactly(row("a", 10, NONE));
    }

    private List<MetricRow> added(String epoch, MetricRow... rows) {
        return history.since(epoch, new MetricTable(FAMILY, Arrays.asList(rows)))
                .rows();
    }

    private static MetricRow row(String table, double size, double scans) {
        return new MetricRow(List.of(table), List.of(size, scans));
    }
}
