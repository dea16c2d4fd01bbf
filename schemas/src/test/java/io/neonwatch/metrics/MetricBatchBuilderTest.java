package io.neonwatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.schemas.MetricBatch;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MetricBatchBuilderTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void shouldTellTheIntervalOfTheDeltas() {
        // When
        MetricBatch batch = batchSince(NOW.minusSeconds(10));

        // Then
        assertThat(batch.getIntervalStart()).isEqualTo(NOW.minusSeconds(10));
        assertThat(batch.getBeforeChangesAt()).isEqualTo(NOW.minusSeconds(22));
        assertThat(batch.getBeforeChangesLsn()).isEqualTo("0/1");
    }

    @Test
    void shouldHaveNoIntervalWhereTheClockWasSetBackAndKeepWhatWasCounted() {
        // When
        MetricBatch batch = batchSince(NOW.plusSeconds(3600));

        // Then
        assertThat(batch.getIntervalStart()).isNull();
        assertThat(batch.getBeforeChangesAt()).isNull();
        assertThat(batch.getBeforeChangesLsn()).isNull();
        assertThat(Points.of(batch)).extracting(Point::value).containsExactly(7.0);
    }

    private static MetricBatch batchSince(Instant start) {
        return new MetricBatchBuilder("orders", "statements", NOW, NOW)
                .intervalStart(start)
                .beforeChanges(start.minusSeconds(12), "0/1")
                .delta("calls", "{call}", 7)
                .build();
    }
}
