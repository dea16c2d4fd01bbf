package io.neonwatch.notifier.kafka;

import io.neonwatch.runtime.health.Health;
import io.neonwatch.runtime.health.HealthCheck;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that works in sessions until it is stopped. A session that fails is followed by a new one; that it fails is
 * said once, and once that it works again.
 */
public final class Worker implements HealthCheck {

    /** One stretch of work, with clients of its own. */
    @FunctionalInterface
    public interface Session {

        /** Works until {@link Worker#stopping}, and calls {@link Worker#working} as long as all is well. */
        void run(Worker worker) throws Exception;
    }

    private static final Logger LOGGER = LoggerFactory.getLogger(Worker.class);
    private static final Duration BETWEEN_SESSIONS = Duration.ofSeconds(1);

    private final String name;
    private final Session session;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Health health = Health.notReady("not started yet");
    private boolean failing;
    private @Nullable Thread thread;

    public Worker(String name, Session session) {
        this.name = name;
        this.session = session;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Health check() {
        return health;
    }

    public void start() {
        thread = Thread.ofPlatform().daemon().name("notifier-" + name).start(this::work);
    }

    /** Asks the session to end, waits for it, and in the end interrupts it. */
    public void stop(Duration patience) {
        stopped.countDown();
        Thread running = thread;
        if (running == null) return;
        try {
            if (running.join(patience)) return;
            running.interrupt();
            running.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            running.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    public boolean stopping() {
        return stopped.getCount() == 0;
    }

    /** Waits, and says whether the work goes on. */
    public boolean pause(Duration wait) throws InterruptedException {
        return !stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** To be called by the session: all is well. */
    public void working() {
        if (failing) LOGGER.atInfo().addKeyValue("worker", name).log("Works again");
        failing = false;
        if (!health.ready()) health = Health.READY;
    }

    /** To be called by the session: it cannot go on for now. Said once until {@link #working}. */
    public void failing(Exception failure) {
        String reason = reason(failure);
        if (!failing)
            LOGGER.atWarn()
                    .addKeyValue("worker", name)
                    .addKeyValue("reason", reason)
                    .log("Cannot work; trying again until it can");
        LOGGER.atDebug().addKeyValue("worker", name).setCause(failure).log("Session failed");
        failing = true;
        health = Health.notReady(reason);
    }

    private void work() {
        try {
            do {
                runOnce();
            } while (pause(BETWEEN_SESSIONS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            health = Health.notReady("stopped");
        }
    }

    private void runOnce() throws InterruptedException {
        try {
            session.run(this);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (stopping() || e instanceof org.apache.kafka.common.errors.InterruptException)
                throw new InterruptedException();
            failing(e);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
