package io.neonwatch.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.notifier.channel.Pace;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final long SECOND = 1_000_000_000L;

    private final TokenBucket bucket = new TokenBucket(new Pace(3, Duration.ofSeconds(1)), 0);

    @Test
    void shouldLetABurstGoAndSpreadTheRest() {
        assertThat(bucket.take(0)).isZero();
        assertThat(bucket.take(0)).isZero();
        assertThat(bucket.take(0)).isZero();
        assertThat(bucket.take(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(bucket.take(0)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void shouldFillAgainInAQuietTime() {
        // Given
        for (int i = 0; i < 3; i++) bucket.take(0);

        // Then
        assertThat(bucket.take(10 * SECOND)).isZero();
        assertThat(bucket.take(10 * SECOND)).isZero();
        assertThat(bucket.take(10 * SECOND)).isZero();
        assertThat(bucket.take(10 * SECOND)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shouldLetNothingGoWhileItIsHeld() {
        // Given
        bucket.hold(0, Duration.ofSeconds(30));

        // Then
        assertThat(bucket.take(0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(bucket.take(0)).isEqualTo(Duration.ofSeconds(31));
    }

    @Test
    void shouldLetEverythingGoWithoutALimit() {
        // Given
        TokenBucket unlimited = new TokenBucket(new Pace(1, Duration.ZERO), 0);

        // Then
        for (int i = 0; i < 100; i++) assertThat(unlimited.take(0)).isZero();
    }
}
