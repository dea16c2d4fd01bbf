package io.neonwatch.collector.sampling.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PackedCountersTest {

    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final StatementKey KEY = new StatementKey(4_294_967_295L, 3_000_000_000L, Long.MIN_VALUE, false);

    @Test
    void shouldGiveBackWhatWasPacked() {
        // Given names of any kind, ids above 2^31, and each form of a value
        CounterValues values = CounterValues.of(counter -> switch (counter) {
            case CALLS -> 3;
            case SECONDS -> 0.1 + 0.2;
            case ROWS -> 1L << 53;
            case WAL_BYTES -> Integer.MAX_VALUE;
            case WAL_RECORDS -> Integer.MAX_VALUE + 1L;
            case PARALLEL_WORKERS_PLANNED, PARALLEL_WORKERS_LAUNCHED -> Double.NaN;
            default -> 0;
        });
        StatementCounters entry = new StatementCounters(
                KEY, "Größe \uD83D\uDE00", "unknown (OID=3000000000)", SINCE, values, new Extremes(0.25, 1e9, SINCE));

        // When
        StatementCounters unpacked = PackedCounters.unpack(PackedCounters.pack(entry));

        // Then
        assertThat(unpacked).isEqualTo(entry);
    }

    @Test
    void shouldGiveBackAnEntryOfAnOldVersionWithTheLargestValues() {
        // Given
        CounterValues values = CounterValues.of(counter -> Math.nextDown(Double.MAX_VALUE));
        StatementCounters entry =
                new StatementCounters(KEY, "", "", null, values, new Extremes(Double.NaN, Double.NaN, null));

        // When
        StatementCounters unpacked = PackedCounters.unpack(PackedCounters.pack(entry));

        // Then
        assertThat(unpacked).isEqualTo(entry);
    }
}
