package io.neonwatch.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-23T03:14:15Z");

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    30; PT30S
                    0; PT0S
                    ' 7 '; PT7S
                    Mon, 23 Nov 2026 03:14:45 GMT; PT30S
                    Mon, 23 Nov 2026 03:00:00 GMT; PT0S
                    """)
    void shouldReadSecondsAndDates(String header, Duration expected) {
        assertThat(RetryAfter.parse(header, NOW)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999", "Tue, 23 Nov 2026 03:14:45 GMT", "٣"})
    void shouldIgnoreWhatItCannotRead(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }
}
