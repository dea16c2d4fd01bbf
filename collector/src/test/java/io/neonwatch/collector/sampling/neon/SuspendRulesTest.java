package io.neonwatch.collector.sampling.neon;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.neon.Endpoint;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuspendRulesTest {

    private static final Instant LEFT = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration TIMEOUT = ofMinutes(5);

    private final ComputeUse use = new ComputeUse();

    SuspendRulesTest() {
        use.looked(LEFT, LEFT.minusSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({"0, PT1M", "60, PT12S", "300, PT1M", "604800, PT1M"})
    void shouldWatchAnIdleComputeForAShortWhileOnly(long suspendTimeoutSeconds, Duration grace) {
        Duration timeout = SuspendRules.timeout(endpoint(suspendTimeoutSeconds, null, null));
        assertThat(timeout).isNotNull();
        assertThat(SuspendRules.grace(timeout)).isEqualTo(grace).isLessThan(timeout);
        assertThat(SuspendRules.lookInterval(timeout)).isLessThan(grace);
    }

    @Test
    void shouldNotLeaveAComputeThatNeverSuspends() {
        assertThat(SuspendRules.timeout(endpoint(-1, null, null))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0, false", // our own last query
        "4, false", // which Neon may count a little later
        "6, true"
    })
    void shouldTakeLaterActivityForSomebodyElses(long lastActiveSeconds, boolean used) {
        assertThat(used(endpoint(0, LEFT.plusSeconds(lastActiveSeconds), null), ofSeconds(30)))
                .isEqualTo(used);
    }

    @Test
    void shouldTakeAStartForSomebodyElses() {
        assertThat(used(endpoint(0, LEFT, LEFT.plusSeconds(1)), ofSeconds(2))).isTrue();
    }

    @Test
    void shouldSeeFromAComputeThatDoesNotSuspendThatItIsUsed() {
        Endpoint silent = endpoint(0, LEFT, LEFT.minusSeconds(9000));
        assertThat(used(silent, TIMEOUT.plusSeconds(60))).isFalse();
        assertThat(used(silent, TIMEOUT.plusSeconds(70))).isTrue();
    }

    @Test
    void shouldNotTakeAnotherTargetOfTheSameComputeForSomebodyElse() {
        // Given
        use.connected(true);

        // Then
        assertThat(used(endpoint(0, LEFT.plusSeconds(100), null), ofSeconds(100)))
                .isFalse();

        // When that target sees somebody
        use.looked(LEFT.plusSeconds(100), LEFT.plusSeconds(90));

        // Then
        assertThat(used(endpoint(0, LEFT.plusSeconds(100), null), ofSeconds(100)))
                .isTrue();
    }

    @Test
    void shouldLookMoreAndMoreRarelyWhereNobodyIsFound() {
        Duration margin = SuspendRules.USUAL_MARGIN;
        for (int attempt = 0; attempt < 7; attempt++) margin = SuspendRules.nextMargin(margin, false);
        assertThat(margin).isGreaterThan(TIMEOUT);
        assertThat(SuspendRules.nextMargin(margin, true)).isEqualTo(SuspendRules.USUAL_MARGIN);
    }

    @ParameterizedTest
    @CsvSource({"10, false", "294, false", "296, true", "330, true", "400, false"})
    void shouldNotConnectJustBeforeTheComputeSuspends(long unusedSeconds, boolean about) {
        Endpoint endpoint = endpoint(0, LEFT, LEFT.minusSeconds(1000));
        assertThat(SuspendRules.aboutToSuspend(endpoint, TIMEOUT, LEFT.plusSeconds(unusedSeconds)))
                .isEqualTo(about);
    }

    private boolean used(Endpoint endpoint, Duration later) {
        return SuspendRules.usedByOthers(endpoint, use, LEFT, SuspendRules.USUAL_MARGIN, TIMEOUT, LEFT.plus(later));
    }

    private static Endpoint endpoint(long suspendTimeout, @Nullable Instant lastActive, @Nullable Instant startedAt) {
        return new Endpoint(
                "ep-1",
                "p-1",
                "br-1",
                "localhost",
                "read_write",
                "active",
                null,
                false,
                false,
                suspendTimeout,
                lastActive,
                startedAt,
                null);
    }
}
