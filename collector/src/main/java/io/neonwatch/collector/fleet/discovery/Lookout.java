package io.neonwatch.collector.fleet.discovery;

import io.neonwatch.collector.sampling.TargetConfig;
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
 * Looks again and again, in a thread of its own, and remembers what it saw last: that something could not be seen once is
 * no reason to watch it no longer.
 */
final class Lookout implements HealthCheck {

    private static final Logger LOGGER = LoggerFactory.getLogger(Lookout.class);

    private final String name;
    private final Look look;
    private final Duration interval;
    private final int most;
    private final List<TargetConfig> standIn;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile List<TargetConfig> known;
    private volatile Health health = Health.notReady("not looked yet");
    private @Nullable Thread thread;
    private String failure = "";
    private boolean tooMany;

    /**
     * @param most how many targets it may find; the rest is left out
     * @param before what is taken to be there until the first look
     * @param standIn what is taken to be there when the first look fails, and nothing was known before
     */
    Lookout(
            String name,
            Look look,
            Duration interval,
            int most,
            List<TargetConfig> before,
            List<TargetConfig> standIn) {
        this.name = name;
        this.look = look;
        this.interval = interval;
        this.most = most;
        this.known = before;
        this.standIn = standIn;
    }

    /** At once. */
    List<TargetConfig> targets() {
        return known;
    }

    @Override
    public String name() {
        return "discovery " + name;
    }

    @Override
    public Health check() {
        return health;
    }

    synchronized void start() {
        if (stopped.getCount() > 0 && thread == null)
            thread = Thread.ofVirtual().name("discovery-" + name).start(this::keepLooking);
    }

    synchronized void stop() {
        stopped.countDown();
        if (thread != null) thread.interrupt();
    }

    private void keepLooking() {
        try {
            do once();
            while (!stopped.await(interval.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() throws InterruptedException {
        try {
            saw(look.look());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (stopped.getCount() > 0) failed(String.valueOf(e.getMessage()));
        }
    }

    private void saw(List<TargetConfig> found) {
        if (found.size() > most && !tooMany)
            LOGGER.atWarn()
                    .addKeyValue("entry", name)
                    .addKeyValue("found_at_least", found.size())
                    .addKeyValue("limit", most)
                    .log("More databases than collector.limits.per_entry allows; the newest are not watched");
        tooMany = found.size() > most;
        if (!failure.isEmpty()) LOGGER.atInfo().addKeyValue("entry", name).log("Databases can be looked up again");
        failure = "";
        known = found.stream().limit(most).toList();
        health = Health.READY;
    }

    private void failed(String reason) {
        health = Health.notReady(reason);
        if (known.isEmpty()) known = standIn;
        if (failure.isEmpty())
            LOGGER.atWarn()
                    .addKeyValue("entry", name)
                    .addKeyValue("reason", reason)
                    .log("Databases cannot be looked up; those known so far are watched");
        failure = reason;
    }
}
