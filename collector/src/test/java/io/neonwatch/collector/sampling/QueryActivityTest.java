package io.neonwatch.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class QueryActivityTest {

    private final QueryActivity activity = new QueryActivity();

    @Test
    void shouldLetTwoLooksBeSubtracted() {
        // Given
        activity.add(7, 10, 1.0, 100);
        QueryTotals earlier = Objects.requireNonNull(activity.totals(7));

        // When
        activity.add(7, 2, 0.5, 6);

        // Then
        QueryTotals since = Objects.requireNonNull(activity.totals(7)).since(earlier);
        assertThat(since).isEqualTo(new QueryTotals(7, 2, 0.5, 6));
        assertThat(since.meanSeconds()).isEqualTo(0.25);
        assertThat(since.rowsPerCall()).isEqualTo(3);
    }

    @Test
    void shouldForgetTheQueryThatHasNotRunForTheLongestTime() {
        // Given
        for (long id = 0; id < 5_000; id++) activity.add(id, 1, 1, 1);
        activity.add(0, 1, 1, 1);

        // When
        activity.add(5_000, 1, 1, 1);

        // Then
        assertThat(activity.totals()).hasSize(5_000);
        assertThat(activity.totals(0)).isNotNull();
        assertThat(activity.totals(1)).isNull();
    }

    @Test
    void shouldCountFromZeroWhatWasForgotten() {
        // Then
        assertThat(new QueryTotals(1, 3, 1, 3).since(new QueryTotals(1, 10, 5, 10)))
                .isEqualTo(new QueryTotals(1, 3, 1, 3));
    }

    @Test
    void shouldBoundTheLengthOfTheTexts() {
        // Given
        QueryDescription description = new QueryDescription("SELECT 1".repeat(10_000), "", Instant.EPOCH);

        // When
        for (long id = 0; id < 100; id++) activity.describe(id, description);

        // Then
        assertThat(activity.description(99)).isEqualTo(description);
        assertThat(activity.description(0)).isNull();
    }
}
