package io.neonwatch.collector.fleet;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.sampling.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerTurnsTest {

    private final ServerTurns turns = new ServerTurns(new Limits(2, 3, null));
    private final AtomicInteger under = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void endAll() throws InterruptedException {
        end.countDown();
        for (Thread thread : threads) thread.join();
    }

    @Test
    void shouldLetNoMoreThanTheLimitOfOneServerGoOn() {
        // When
        for (int index = 0; index < 10; index++) hold(turns.of("one"), true);

        // Then
        await().atMost(ofSeconds(10)).until(() -> under.get() == 2 && waiting() == 8);
        assertThat(under).hasValue(2);
    }

    @Test
    void shouldLetNoMoreThanTheOverallLimitGoOn() {
        // When
        for (int index = 0; index < 10; index++) hold(turns.of("server " + index), true);

        // Then
        await().atMost(ofSeconds(10)).until(() -> under.get() == 3 && waiting() == 7);
    }

    @Test
    void shouldNotLetThoseThatMayBeDeadHoldUpThoseThatAnswer() {
        // Given
        for (int index = 0; index < 10; index++) hold(turns.of("dead " + index), false);
        await().atMost(ofSeconds(10)).until(() -> under.get() == 3);

        // When
        hold(turns.of("alive"), true);

        // Then
        await().atMost(ofSeconds(10)).until(() -> under.get() == 4);
    }

    @Test
    void shouldGiveTurnsBack() throws InterruptedException {
        for (int index = 0; index < 10; index++)
            try (Turns.Turn turn = turns.of("one").take(true)) {
                assertThat(turn).isNotNull();
            }
    }

    @Test
    void shouldGiveBackWhatAnInterruptedOneHadAlready() throws InterruptedException {
        // Given all three turns are taken, and two of another server wait
        for (int index = 0; index < 3; index++) hold(turns.of("busy " + index), true);
        await().atMost(ofSeconds(10)).until(() -> under.get() == 3);
        Thread first = hold(turns.of("one"), true);
        Thread second = hold(turns.of("one"), true);
        await().atMost(ofSeconds(10)).until(() -> waiting() == 2);

        // When
        first.interrupt();
        second.interrupt();
        first.join();
        second.join();
        end.countDown();

        // Then
        hold(turns.of("one"), true).join(ofSeconds(10));
        assertThat(under).hasValue(4);
    }

    private Thread hold(Turns turns, boolean answering) {
        Thread thread = Thread.ofPlatform().start(() -> {
            try (Turns.Turn _ = turns.take(answering)) {
                under.incrementAndGet();
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        threads.add(thread);
        return thread;
    }

    private long waiting() {
        return threads.stream()
                        .filter(thread -> thread.getState() == Thread.State.WAITING)
                        .count()
                - under.get();
    }
}
