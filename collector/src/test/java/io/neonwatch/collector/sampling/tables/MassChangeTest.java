package io.neonwatch.collector.sampling.tables;

import static io.neonwatch.collector.sampling.tables.TableSamples.change;
import static io.neonwatch.collector.sampling.tables.TableSamples.sized;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MassChangeTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "all deleted,                 1000,    0,    0, 0, 1000",
        "half deleted,                 500,    0,  500, 0,  500",
        "deleted and inserted anew,   1000, 1000, 1000, 0,    0",
        "more inserted than deleted,   500, 1000, 1500, 0,    0",
        "rolled back,                 1000,    0, 1000, 0,    0",
        "some rolled back,            1000,    0,  700, 0,  300",
        "deleted and vacuumed,         400,    0, 1000, 1,  400",
    })
    void shouldTellDeletedRows(
            String what, long deleted, long inserted, long liveAfter, long maintenanceAfter, double expected) {
        // Given
        TableSample before = sized(1000, 0, 0, 0, 0);
        TableSample now = sized(liveAfter, maintenanceAfter, inserted, 0, deleted);

        // When
        MassChange mass = MassChange.of(change(before, now), UpdateRate.UNKNOWN);

        // Then
        assertThat(mass.deleted()).as(what).isEqualTo(expected);
        assertThat(mass.rowsBefore()).isEqualTo(1000);
    }

    @Test
    void shouldTrustTheCountersWhereTheEstimateIsTooLowToTell() {
        // Given a table whose statistics were lost in a crash
        TableSample before = new TableSample(1, "public", "orders", 0, 0, 0, 3, 0, 0, 1000);

        // When
        MassChange mass = MassChange.of(
                change(before, new TableSample(1, "public", "orders", 0, 0, 900, 0, 900, 0, 1000)), UpdateRate.UNKNOWN);

        // Then
        assertThat(mass.deleted()).isEqualTo(900);
        assertThat(mass.rowsBefore()).isEqualTo(1000);
    }

    @Test
    void shouldTellUpdatesAboveThreeTimesTheUsual() {
        // Given
        UpdateRate usual = UpdateRate.UNKNOWN.and(10, Duration.ofSeconds(10));
        TableSample before = sized(1000, 0, 0, 0, 0);

        // Then
        assertThat(MassChange.of(change(before, sized(1000, 0, 0, 1000, 0)), usual)
                        .updated())
                .isEqualTo(970);
        assertThat(MassChange.of(change(before, sized(1000, 0, 0, 30, 0)), usual)
                        .updated())
                .isZero();
        assertThat(MassChange.of(change(before, sized(1000, 0, 0, 1000, 0)), UpdateRate.UNKNOWN)
                        .updated())
                .isNaN();
    }
}
