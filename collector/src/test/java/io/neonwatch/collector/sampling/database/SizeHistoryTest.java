package io.neonwatch.collector.sampling.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SizeHistoryTest {

    private final SizeHistory sizes = new SizeHistory();

    @Test
    void shouldMeasureEachAgainAfterFiveMinutesAndTheOldestFirst() {
        // Given
        sizes.add(1, 100, Instant.ofEpochSecond(0));
        sizes.add(2, 200, Instant.ofEpochSecond(30));
        sizes.add(3, 300, Instant.ofEpochSecond(60));

        // When
        sizes.add(1, 110, Instant.ofEpochSecond(90));

        // Then
        assertThat(sizes.good(Instant.ofEpochSecond(329))).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(sizes.good(Instant.ofEpochSecond(330))).containsExactlyInAnyOrder(1L, 3L);
        assertThat(sizes.turns()).containsExactly(2L, 3L, 1L);
        assertThat(sizes.bytes(1)).isEqualTo(110);
    }

    @Test
    void shouldForgetADatabaseThatIsGone() {
        // Given
        sizes.add(1, 100, Instant.EPOCH);
        sizes.add(2, 200, Instant.EPOCH);

        // When
        sizes.retain(Set.of(2L));

        // Then
        assertThat(sizes.bytes(1)).isNull();
        assertThat(sizes.turns()).containsExactly(2L);
    }
}
