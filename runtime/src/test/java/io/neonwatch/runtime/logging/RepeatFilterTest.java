package io.neonwatch.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RepeatFilterTest {

    private final AtomicLong now = new AtomicLong();
    private final RepeatFilter filter = new RepeatFilter(now::get);
    private final LoggerContext context = new LoggerContext();

    @Test
    void shouldLetTheSameWarningThroughOnceAMinute() {
        // Given
        FilterReply first = decide("org.example.Client", Level.WARN, "gone");

        // When
        now.addAndGet(Duration.ofSeconds(59).toNanos());
        FilterReply soon = decide("org.example.Client", Level.WARN, "gone");
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        FilterReply later = decide("org.example.Client", Level.WARN, "gone");
        FilterReply again = decide("org.example.Client", Level.WARN, "gone");

        // Then
        assertThat(first).isEqualTo(FilterReply.NEUTRAL);
        assertThat(soon).isEqualTo(FilterReply.DENY);
        assertThat(later).isEqualTo(FilterReply.NEUTRAL);
        assertThat(again).isEqualTo(FilterReply.DENY);
    }

    @Test
    void shouldNotTouchOursNorInformation() {
        for (int round = 0; round < 3; round++) {
            assertThat(decide("io.neonwatch.collector.Ours", Level.WARN, "gone"))
                    .isEqualTo(FilterReply.NEUTRAL);
            assertThat(decide("org.example.Client", Level.INFO, "here")).isEqualTo(FilterReply.NEUTRAL);
        }
    }

    @Test
    void shouldNotRememberWithoutBound() {
        // When
        for (int line = 0; line < 5_500; line++) decide("org.example.Client", Level.WARN, "line " + line);

        // Then
        assertThat(decide("org.example.Client", Level.WARN, "line 5499")).isEqualTo(FilterReply.DENY);
        assertThat(decide("org.example.Client", Level.WARN, "line 0")).isEqualTo(FilterReply.NEUTRAL);
    }

    private FilterReply decide(String logger, Level level, String format) {
        return filter.decide(null, context.getLogger(logger), level, format, null, null);
    }
}
