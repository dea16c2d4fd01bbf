package io.neonwatch.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServiceRunnerTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final List<String> events = new CopyOnWriteArrayList<>();

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    private final class Recorded implements Service {

        private final String name;
        private final Step start;
        private final Step stop;

        private Recorded(String name, Step start, Step stop) {
            this.name = name;
            this.start = start;
            this.stop = stop;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void start() throws Exception {
            events.add("start " + name);
            start.run();
        }

        @Override
        public void stop() {
            events.add("stop " + name);
            try {
                stop.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void shouldStartInOrderAndStopInReverse() throws Exception {
        // Given
        ServiceRunner runner = new ServiceRunner(List.of(service("a"), service("b"), service("c")));

        // When
        runner.start();
        runner.close();
        runner.close();

        // Then
        assertThat(events).containsExactly("start a", "start b", "start c", "stop c", "stop b", "stop a");
    }

    @Test
    void shouldStopWhatWasStartedWhenOneFails() {
        // Given
        IOException failure = new IOException("broken");
        ServiceRunner runner = new ServiceRunner(List.of(
                service("a"),
                starting("b", () -> {
                    throw failure;
                }),
                service("c")));

        // When // Then
        assertThatThrownBy(runner::start).isSameAs(failure);
        assertThat(events).containsExactly("start a", "start b", "stop b", "stop a");
    }

    @Test
    void shouldGoOnStoppingWhenOneFails() throws Exception {
        // Given
        ServiceRunner runner = new ServiceRunner(List.of(
                service("a"),
                stopping("b", () -> {
                    throw new IOException("broken");
                }),
                service("c")));
        runner.start();

        // When
        runner.close();

        // Then
        assertThat(events).endsWith("stop c", "stop b", "stop a");
    }

    @Test
    void shouldLeaveBehindWhatDoesNotStop() throws Exception {
        // Given
        CountDownLatch interrupted = new CountDownLatch(1);
        ServiceRunner runner = new ServiceRunner(
                List.of(service("a"), stopping("b", () -> hangUntilInterrupted(interrupted)), service("c")),
                SHORT,
                SHORT);
        runner.start();

        // When
        runner.close();

        // Then
        assertThat(events).endsWith("stop c", "stop b", "stop a");
        interrupted.await();
    }

    @Test
    void shouldReturnFromAwaitOnceAStopIsRequested() throws Exception {
        // Given
        ServiceRunner runner = new ServiceRunner(List.of(service("a")));
        runner.start();
        Thread waiting = Thread.ofVirtual().start(() -> awaitStop(runner));
        assertThat(runner.await(Duration.ofMillis(1))).isFalse();

        // When
        runner.requestStop();
        runner.requestStop();

        // Then
        waiting.join();
        assertThat(runner.await(Duration.ZERO)).isTrue();
        assertThat(events).containsExactly("start a", "awaited");
        runner.close();
    }

    @Test
    void shouldEndAStartThatIsUnderWay() throws Exception {
        // Given
        CountDownLatch interrupted = new CountDownLatch(1);
        ServiceRunner runner = new ServiceRunner(
                List.of(service("a"), starting("b", () -> hangUntilInterrupted(interrupted)), service("c")));
        List<String> outcome = new CopyOnWriteArrayList<>();
        Thread starting = Thread.ofVirtual().start(() -> outcome.add(outcomeOfStart(runner)));
        await().until(() -> events.contains("start b"));

        // When
        runner.close();

        // Then
        starting.join();
        assertThat(outcome).containsExactly("started, interrupted: false");
        assertThat(events).containsExactly("start a", "start b", "stop b", "stop a");
    }

    @Test
    void shouldNotWaitForeverForAStartThatHangs() throws Exception {
        // Given
        CountDownLatch release = new CountDownLatch(1);
        ServiceRunner runner =
                new ServiceRunner(List.of(service("a"), starting("b", () -> hangWhatever(release))), SHORT, SHORT);
        Thread starting = Thread.ofVirtual().start(() -> outcomeOfStart(runner));
        await().until(() -> events.contains("start b"));

        // When
        runner.close();

        // Then
        assertThat(events).endsWith("stop b", "stop a");
        release.countDown();
        starting.join();
    }

    @Test
    void shouldStartNothingOnceStopped() throws Exception {
        // Given
        ServiceRunner runner = new ServiceRunner(List.of(service("a")));
        runner.close();

        // When
        runner.start();

        // Then
        assertThat(events).isEmpty();
    }

    @Test
    void shouldStopOnceWhenManyClose() throws Exception {
        // Given
        ServiceRunner runner = new ServiceRunner(List.of(service("a"), service("b")));
        runner.start();

        // When
        List<Thread> closing = List.of(closing(runner), closing(runner), closing(runner));
        for (Thread thread : closing) thread.join();

        // Then
        assertThat(events)
                .startsWith("start a", "start b", "stop b", "stop a")
                .endsWith("closed")
                .hasSize(7);
    }

    @Test
    void shouldStopCleanlyForAnInterruptedCaller() throws Exception {
        // Given
        ServiceRunner runner = new ServiceRunner(List.of(service("a")));
        runner.start();
        Thread.currentThread().interrupt();

        // When
        runner.close();

        // Then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(events).containsExactly("start a", "stop a");
    }

    private Service service(String name) {
        return new Recorded(name, () -> {}, () -> {});
    }

    private Service starting(String name, Step start) {
        return new Recorded(name, start, () -> {});
    }

    private Service stopping(String name, Step stop) {
        return new Recorded(name, () -> {}, stop);
    }

    private Thread closing(ServiceRunner runner) {
        return Thread.ofVirtual().start(() -> {
            runner.close();
            events.add("closed");
        });
    }

    private void awaitStop(ServiceRunner runner) {
        try {
            runner.await();
            events.add("awaited");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String outcomeOfStart(ServiceRunner runner) {
        try {
            runner.start();
            return "started, interrupted: " + Thread.currentThread().isInterrupted();
        } catch (Exception e) {
            return e.toString();
        }
    }

    private static void hangUntilInterrupted(CountDownLatch interrupted) throws InterruptedException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
    }

    private static void hangWhatever(CountDownLatch release) {
        while (release.getCount() > 0) {
            try {
                release.await();
            } catch (InterruptedException e) {
                // Hangs on purpose.
            }
        }
    }
}
