package io.neonwatch.runtime.dependency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.neonwatch.runtime.backoff.Backoff;
import io.neonwatch.runtime.dependency.Dependency.Probe;
import io.neonwatch.runtime.health.Health;
import io.neonwatch.runtime.logging.LogCapture;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DependencyTest {

    private static final String AWAY =
            "WARN Dependency is away; trying again until it is back dependency=kafka reason=connection refused";
    private static final String BACK = "INFO Dependency is back dependency=kafka";

    private final AtomicInteger asked = new AtomicInteger();
    private volatile Probe probe = () -> {};
    private final LogCapture log = new LogCapture(Dependency.class);
    private Dependency dependency = dependency(Duration.ofSeconds(20));

    @AfterEach
    void stop() {
        dependency.stop();
        log.close();
    }

    @Test
    void shouldSayNothingWhileTheSystemAnswers() throws InterruptedException {
        // When
        dependency.start();
        dependency.awaitFirstAnswer();
        await().until(() -> asked.get() > 3);

        // Then
        assertThat(dependency.check()).isEqualTo(Health.READY);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void shouldNotBeReadyBeforeItHasAsked() {
        assertThat(dependency.check()).isEqualTo(Health.notReady("not asked yet"));
        assertThat(dependency.healthChecks()).containsExactly(dependency);
    }

    @Test
    void shouldSayOnceThatItIsAwayAndOnceThatItIsBack() {
        // Given
        Probe refusing = () -> {
            throw new IllegalStateException("wrapped", new IOException("connection refused\n\tand more"));
        };
        probe = refusing;

        // When
        dependency.start();
        awaitMoreAnswers();
        Health away = dependency.check();
        probe = () -> {};
        await().until(() -> dependency.check().ready());
        awaitMoreAnswers();
        probe = refusing;
        await().until(() -> !dependency.check().ready());
        awaitMoreAnswers();

        // Then
        assertThat(away).isEqualTo(Health.notReady("connection refused"));
        assertThat(log.lines()).containsExactly(AWAY, BACK, AWAY);
        assertThat(log.anyStackTrace()).isFalse();
    }

    @Test
    void shouldGiveUpAProbeThatHangs() {
        // Given
        dependency = dependency(Duration.ofMillis(100));
        CountDownLatch interrupted = new CountDownLatch(1);
        probe = () -> {
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
        };

        // When
        dependency.start();
        await().until(() -> interrupted.getCount() == 0);

        // Then
        await().until(() -> dependency.check().equals(Health.notReady("no answer within 0.1 s")));
        probe = () -> {};
        await().until(() -> dependency.check().ready());
    }

    @Test
    void shouldNotPileUpProbesThatCannotBeInterrupted() {
        // Given
        dependency = dependency(Duration.ofMillis(20));
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger hanging = new AtomicInteger();
        probe = () -> {
            hanging.incrementAndGet();
            while (release.getCount() > 0) Thread.onSpinWait();
        };

        // When
        dependency.start();
        await().pollDelay(Duration.ofMillis(300)).until(() -> hanging.get() == 1);
        release.countDown();

        // Then
        await().until(() -> dependency.check().ready());
    }

    @Test
    void shouldSurviveAProbeThatThrowsAnError() {
        // Given
        probe = () -> {
            throw new NoClassDefFoundError("org/example/Missing");
        };

        // When
        dependency.start();

        // Then
        await().until(() -> dependency.check().detail().equals("org/example/Missing"));
    }

    @Test
    void shouldSayNothingWhenItIsStopped() {
        // Given
        CountDownLatch asking = new CountDownLatch(1);
        probe = () -> {
            asking.countDown();
            new CountDownLatch(1).await();
        };
        dependency.start();
        await().until(() -> asking.getCount() == 0);

        // When
        dependency.stop();
        dependency.stop();

        // Then
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void shouldReleaseThoseWhoWaitWhenItIsStopped() {
        // When
        dependency.stop();

        // Then
        assertThatThrownBy(dependency::awaitFirstAnswer).isInstanceOf(InterruptedException.class);
    }

    private void awaitMoreAnswers() {
        int before = asked.get();
        await().until(() -> asked.get() > before + 3);
    }

    private Dependency dependency(Duration limit) {
        Backoff backoff = new Backoff(Duration.ofMillis(5), Duration.ofMillis(20));
        return new Dependency("kafka", Duration.ofMillis(5), limit, backoff, () -> {
            asked.incrementAndGet();
            probe.ask();
        });
    }
}
