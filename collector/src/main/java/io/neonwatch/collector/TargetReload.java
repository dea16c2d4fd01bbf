package io.neonwatch.collector;

import io.neonwatch.collector.fleet.Limits;
import io.neonwatch.collector.fleet.discovery.ProjectConfig;
import io.neonwatch.collector.publish.spool.SpoolConfig;
import io.neonwatch.collector.sampling.Intervals;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.plans.PlansConfig;
import io.neonwatch.collector.sampling.relations.RelationsConfig;
import io.neonwatch.collector.sampling.vector.VectorConfig;
import io.neonwatch.neon.NeonConfig;
import io.neonwatch.runtime.config.ConfigException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again every few seconds, secrets included, and passes on its targets when they have changed. A
 * change must be the same a moment later, since a file that is just being written may be right as far as it goes, with
 * targets missing. A configuration that is wrong changes nothing.
 */
final class TargetReload {

    private static final Logger LOGGER = LoggerFactory.getLogger(TargetReload.class);
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final CollectorConfig first;
    private final Supplier<CollectorConfig> reread;
    private final BiConsumer<List<TargetConfig>, List<ProjectConfig>> use;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private CollectorConfig latest;
    private @Nullable CollectorConfig unconfirmed;
    private String refused = "";
    private @Nullable Thread thread;

    /** @param use takes the targets and projects that there are now */
    TargetReload(
            CollectorConfig first,
            Supplier<CollectorConfig> reread,
            BiConsumer<List<TargetConfig>, List<ProjectConfig>> use) {
        this.first = first;
        this.latest = first;
        this.reread = reread;
        this.use = use;
    }

    synchronized void start() {
        if (stopped.getCount() > 0)
            thread = Thread.ofVirtual().name("target-reload").start(this::follow);
    }

    synchronized void stop() {
        stopped.countDown();
        if (thread != null) thread.interrupt();
    }

    private void follow() {
        try {
            Duration pause = INTERVAL;
            while (!stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                look();
                pause = unconfirmed == null ? INTERVAL : MOMENT;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads once. */
    void look() {
        try {
            take(reread.get());
            if (!refused.isEmpty()) LOGGER.atInfo().log("The configuration is good again");
            refused = "";
        } catch (ConfigException e) {
            refuse(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            refuse(String.valueOf(e));
        }
    }

    private void take(CollectorConfig read) {
        boolean confirmed = read.equals(unconfirmed);
        unconfirmed = null;
        if (read.equals(latest)) return;
        if (!confirmed) {
            unconfirmed = read;
            return;
        }
        Rest rest = Rest.of(read);
        if (!rest.equals(Rest.of(latest)) && !rest.equals(Rest.of(first)))
            LOGGER.atWarn()
                    .log("Of the configuration of a running collector only targets and projects are read again; "
                            + "restart it for the rest");
        // Projects need a client of Neon's API, which there is from the start or not at all.
        use.accept(read.targets(), first.neon() == null ? List.of() : read.projects());
        latest = read;
    }

    private void refuse(String reason) {
        unconfirmed = null;
        if (reason.equals(refused)) return;
        refused = reason;
        LOGGER.atError()
                .addKeyValue("reason", reason)
                .log("The configuration has been changed and is wrong; the targets stay as they are");
    }

    /** What is in force from the start to the end. */
    private record Rest(
            String name,
            @Nullable String group,
            Duration slowQueryThreshold,
            Intervals intervals,
            Limits limits,
            @Nullable SpoolConfig spool,
            @Nullable NeonConfig neon,
            @Nullable Boolean letSuspend,
            @Nullable Double budget,
            @Nullable PlansConfig plans,
            @Nullable RelationsConfig relations,
            @Nullable VectorConfig vector) {

        static Rest of(CollectorConfig config) {
            return new Rest(
                    config.name(),
                    config.group(),
                    config.slowQueryThreshold(),
                    config.intervals(),
                    config.limits(),
                    config.spool(),
                    config.neon(),
                    config.letSuspend(),
                    config.budget(),
                    config.plans(),
                    config.relations(),
                    config.vector());
        }
    }
}
