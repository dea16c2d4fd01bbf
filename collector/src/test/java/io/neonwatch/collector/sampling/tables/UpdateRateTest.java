package io.neonwatch.collector.sampling.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpdateRateTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    @Test
    void shouldKeepWhatIsUsualWhenTheClockIsSetBack() {
        // Given
        UpdateRate rate = UpdateRate.UNKNOWN.and(20, INTERVAL);

        // When
        UpdateRate after = rate.and(20, Duration.ofDays(-365));

        // Then
        assertThat(after.usual(INTERVAL)).isEqualTo(20);
    }
}
