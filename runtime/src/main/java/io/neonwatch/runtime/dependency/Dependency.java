package io.neonwatch.runtime.dependency;

import io.neonwatch.runtime.Service;
import io.neonwatch.runtime.health.Health;
import io.neonwatch.runtime.health.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An outside system that is probed again and again. When it goes away this says so once, and once when it is back;
 * meanwhile whoever depends on it is not ready.
 */
public final class Dependency implements Service, HealthCheck {

    /** Asks the system something cheap. */
    @FunctionalInterface
    public interface Probe {
        void ask() throws Exception;
    }

    private static final Logger LOGGER = LoggerFactory.getLogger(Dependency.class);
    private static final Duration AWAY_INTERVAL = Duration.ofSeconds(1);

    private final String name;
    private final Probe probe;
    private final Duration interval;
    private final CountDownLatch firstSeen = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Health health = Health.notReady("not asked yet");
    private volatile @Nullable Thread thread;

    /**
     * @param name of the system, for example {@code kafka}
     * @param interval between two probes while the system answers
     */
    public Dependency(String name, Duration interval, Probe probe) {
        this.name = name;
        this.interval = interval;
        this.probe = probe;
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
        Thread running = thread;
        if (running != null) running.interrupt();
    }

    /** Waits until the system has answered for the first time. */
    public void awaitFirstAnswer() throws InterruptedException {
        firstSeen.await();
    }

    private void watch() {
        try {
            do {
                ask();
            } while (!stopped.await(health.ready() ? interval.toMillis() : AWAY_INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() throws InterruptedException {
        boolean first = firstSeen.getCount() > 0 && health.detail().equals("not asked yet");
        try {
            probe.ask();
            if (!health.ready() && !first)
                LOGGER.atInfo().addKeyValue("dependency", name).log("Dependency is back");
            health = Health.READY;
            firstSeen.countDown();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            String reason = reason(e);
            if (health.ready() || first)
                LOGGER.atWarn()
                        .addKeyValue("dependency", name)
                        .addKeyValue("reason", reason)
                        .log("Dependency is away; trying again until it is back");
            health = Health.notReady(reason);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
