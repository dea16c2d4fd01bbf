package io.neonwatch.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

    @ParameterizedTest
    @CsvSource({"0, 0.5, 100", "1, 0.5, 200", "3, 0.0, 0", "4, 0.5, 1600", "5, 0.5, 2500", "1000, 0.5, 2500"})
    void shouldGrowUpToALimit(int repeats, double random, long millis) {
        assertThat(RetryPolicy.delay(repeats, random, Duration.ZERO)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void shouldNeverComeBackSoonerThanAsked() {
        assertThat(RetryPolicy.delay(0, 0.5, Duration.ofSeconds(9))).isEqualTo(Duration.ofMillis(9_100));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120|120",
                " 0 |0",
                "Thu, 01 Jan 1970 00:01:40 GMT|90",
                "Thu, 01 Jan 1970 00:00:00 GMT|0",
                "-5|0",
                "soon|0",
                "99999999999999999999|0",
                "''|0"
            })
    void shouldReadRetryAfter(String header, long seconds) {
        assertThat(RetryAfter.parse(header, Instant.ofEpochSecond(10))).isEqualTo(Duration.ofSeconds(seconds));
    }
}
