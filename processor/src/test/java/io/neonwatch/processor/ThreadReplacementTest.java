package io.neonwatch.processor;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ThreadReplacementTest {

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final ThreadReplacement replacement = new ThreadReplacement(stopping, () -> 0);

    @Test
    @Timeout(30)
    void shouldReplaceTheThreadAndBeInterruptedUntilAllRun() {
        // When
        var response = replacement.handle(new IllegalStateException("the registry is away"));

        // Then
        assertThat(response).isEqualTo(REPLACE_THREAD);
        assertThat(replacement.isInterrupted()).isTrue();
        replacement.running();
        assertThat(replacement.isInterrupted()).isFalse();
    }

    @Test
    @Timeout(30)
    void shouldGiveUpWhenItIsToStop() {
        // Given
        stopping.countDown();

        // When
        var response = replacement.handle(new IllegalStateException("the broker is away"));

        // Then
        assertThat(response).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void shouldNameTheDeepestReason() {
        // Given
        Exception failure = new RuntimeException("outer", new IllegalStateException("inner", new Error()));

        // When
        String reason = ThreadReplacement.reason(failure);

        // Then
        assertThat(reason).isEqualTo("Error");
    }
}
