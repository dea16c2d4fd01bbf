package io.neonwatch.runtime.dependency;

import io.neonwatch.runtime.Service;
import io.neonwatch.runtime.backoff.Backoff;
import io.neonwatch.runtime.health.Health;
import io.neonwatch.runtime.health.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An outside system that is probed again and again. When it goes away this says so once, and once when it is back;
 * meanwhile whoever depends on it is not ready.
 */
public final class Dependency implements Service, HealthCheck {

    /** Asks the system something cheap. It is interrupted, and the system taken to be away, when it takes over 5 s. */
    @FunctionalInterface
    public interface Probe {
        void ask() throws Exception;
    }

    private static final Logger LOGGER = LoggerFactory.getLogger(Dependency.class);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));

    private final String name;
    private final BoundedProbe probe;
    private final Duration interval;
    private final Backoff backoff;
    private final CountDownLatch answeredOrStopped = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Health health = Health.notReady("not asked yet");
    private volatile boolean answered;
    private volatile @Nullable Thread thread;

    /**
     * @param name of the system, for example {@code kafka}
     * @param interval between two probes while the system answers
     */
    public Dependency(String name, Duration interval, Probe probe) {
        this(name, interval, PROBE_LIMIT, BACKOFF, probe);
    }

    Dependency(String name, Duration interval, Duration limit, Backoff backoff, Probe probe) {
        this.name = name;
        this.interval = interval;
        this.backoff = backoff;
        this.probe = new BoundedProbe("probe-" + name, limit, probe);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Health check() {
        return health;
    }

    @Override
    public List<HealthCheck> healthChecks() {
        return List.of(this);
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("dependency-" + name).start(this::watch);
    }

    @Override
    public void stop() {
        stopped.countDown();
        answeredOrStopped.countDown();
        Thread running = thread;
        if (running == null) return;
        running.interrupt();
        try {
            running.join(STOP_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until the system has answered for the first time.
     *
     * @throws InterruptedException also when this is stopped first
     */
    public void awaitFirstAnswer() throws InterruptedException {
        answeredOrStopped.await();
        if (!answered) throw new InterruptedException("stopped before " + name + " answered");
    }

    private void watch() {
        int failures = 0;
        Duration pause = Duration.ZERO;
        try {
            while (!stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                String reason = probe.ask();
                if (stopped.getCount() == 0) return;
                if (reason == null) {
                    if (failures > 0) sayBack();
                    failures = 0;
                    pause = interval;
                    health = Health.READY;
                    answered = true;
                    answeredOrStopped.countDown();
                } else {
                    failures++;
                    if (failures == 1) sayAway(reason);
                    pause = backoff.equalJitter(failures, ThreadLocalRandom.current());
                    health = Health.notReady(reason);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sayAway(String reason) {
        LOGGER.atWarn()
                .addKeyValue("dependency", name)
                .addKeyValue("reason", reason)
                .log("Dependency is away; trying again until it is back");
    }

    private void sayBack() {
        LOGGER.atInfo().addKeyValue("dependency", name).log("Dependency is back");
    }
}
