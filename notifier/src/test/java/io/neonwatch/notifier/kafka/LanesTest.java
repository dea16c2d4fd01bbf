package io.neonwatch.notifier.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {

    private final Lanes lanes = new Lanes("test");

    @AfterEach
    void close() {
        lanes.close();
    }

    @Test
    void shouldKeepTheOrderWithinALane() {
        // Given
        List<Integer> done = new CopyOnWriteArrayList<>();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        // When
        for (int i = 0; i < 500; i++) {
            int number = i;
            lanes.add("one", () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                done.add(number);
                running.decrementAndGet();
            });
        }

        // Then
        await().until(() -> done.size() == 500);
        assertThat(done).isEqualTo(IntStream.range(0, 500).boxed().toList());
        assertThat(most).hasValue(1);
    }

    @Test
    void shouldNotLetALaneWaitForAnother() {
        // Given
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);

        // When
        lanes.add("stuck", () -> waitFor(never));
        lanes.add("free", done::countDown);

        // Then
        await().until(() -> done.getCount() == 0);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
