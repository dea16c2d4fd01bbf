package io.neonwatch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PartsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Parts parts = new Parts();

    @Test
    void shouldCloseEveryPartThatStarted() {
        // Given
        CountDownLatch closed = new CountDownLatch(2);
        parts.<AutoCloseable>start(() -> closed::countDown).join();
        parts.<AutoCloseable>start(() -> closed::countDown).join();

        // When
        boolean all = parts.close(LONG);

        // Then
        assertThat(all).isTrue();
        assertThat(closed.getCount()).isZero();
    }

    @Test
    void shouldNotWaitForAPartThatHangs() {
        // Given
        CountDownLatch never = new CountDownLatch(1);
        parts.<AutoCloseable>start(() -> never::await).join();

        // When
        boolean all = parts.close(Duration.ofMillis(50));

        // Then
        assertThat(all).isFalse();
        never.countDown();
    }

    @Test
    void shouldCloseAPartThatComesTooLate() {
        // Given
        CountDownLatch starting = new CountDownLatch(1);
        CompletableFuture<Void> closed = new CompletableFuture<>();
        CompletableFuture<AutoCloseable> late = parts.start(() -> {
            starting.await();
            return () -> closed.complete(null);
        });

        // When
        parts.close(LONG);
        starting.countDown();

        // Then
        assertThat(closed).succeedsWithin(LONG);
        assertThat(late).failsWithin(LONG);
    }
}
