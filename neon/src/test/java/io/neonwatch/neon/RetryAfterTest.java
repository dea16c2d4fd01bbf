package io.neonwatch.neon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "120, 120000",
        "' 3 ', 3000",
        "1.5, 1500",
        "'Mon, 23 Nov 2026 10:01:00 GMT', 60000",
        "'Mon, 23 Nov 2026 09:59:00 GMT', 0"
    })
    void shouldReadSecondsAndDates(String value, long millis) {
        assertThat(RetryAfter.parse(value, NOW)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "2026-11-23T10:01:00Z", "99999999999999"})
    void shouldIgnoreAnythingElse(String value) {
        assertThat(RetryAfter.parse(value, NOW)).isEmpty();
    }
}
