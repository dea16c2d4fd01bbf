package io.neonwatch.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

    private static final RetryPolicy POLICY = RetryConfig.USUAL.policy();

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(1);

    @ParameterizedTest
    @CsvSource({"1, PT1S", "2, PT2S", "3, PT4S", "6, PT32S", "7, PT1M", "1000000, PT1M"})
    void shouldDoubleTheLongestWaitUpToAMinute(int failures, Duration longest) {
        for (int draw = 0; draw < 100; draw++)
            assertThat(POLICY.wait(failures, null, random)).isBetween(Duration.ZERO, longest);
    }

    @Test
    void shouldWaitAtLeastAsLongAsAsked() {
        assertThat(POLICY.wait(1, Duration.ofMinutes(5), random)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void shouldNotWaitLongerThanAnHourWhateverIsAsked() {
        assertThat(POLICY.wait(1, Duration.ofDays(365), random)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void shouldRefuseWaitsThatDoNotGoTogether() {
        assertThatThrownBy(() -> new RetryConfig(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessage("max must not be less than initial");
    }
}
