package io.neonwatch.collector.fleet;

import io.neonwatch.collector.sampling.Standing;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.runtime.health.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps as many watches running as there should be: looks several times a second at what is desired and at what is this
 * collector's share of it, and starts and stops what differs.
 */
public final class Fleet {

    private static final Logger LOGGER = LoggerFactory.getLogger(Fleet.class);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(200);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(4);

    private final Supplier<List<TargetConfig>> desired;
    private final Function<Member, Standing> standing;
    private final Function<Member, Watch> watches;
    private final Consumer<Member> removed;
    private final Map<Member, Watch> running = new LinkedHashMap<>();
    private final Set<Member> failed = new HashSet<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    /**
     * @param desired the targets of all collectors; asked often, and answers at once
     * @param standing whether a target is this collector's to watch at this moment
     * @param watches makes a new watch
     * @param removed told of a target that was watched here and that nobody should watch any more, after its watch ended
     */
    public Fleet(
            Supplier<List<TargetConfig>> desired,
            Function<Member, Standing> standing,
            Function<Member, Watch> watches,
            Consumer<Member> removed) {
        this.desired = desired;
        this.standing = standing;
        this.watches = watches;
        this.removed = removed;
    }

    public synchronized void start() {
        if (stopped.getCount() == 0) return;
        thread = Thread.ofVirtual().name("fleet").start(this::keepUp);
    }

    /** Stops every watch. */
    public void stop() {
        stopped.countDown();
        Thread following = thread;
        try {
            if (following != null) following.join(STOP_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            stop(List.copyOf(running.keySet()));
        }
    }

    /** Makes the difference good. When it returns, nothing is watched that should not be. */
    public synchronized void reconcile() {
        if (stopped.getCount() == 0) return;
        FleetPlan plan = FleetPlan.of(running.keySet(), Leads.of(desired.get()), standing);
        if (plan.isEmpty()) return;
        stop(plan.stop());
        plan.removed().forEach(removed);
        failed.retainAll(plan.start());
        long started = plan.start().stream().filter(this::begin).count();
        if (started == 0 && plan.stop().isEmpty() && plan.removed().isEmpty()) return;
        LOGGER.atInfo()
                .addKeyValue("started", started)
                .addKeyValue("stopped", plan.stop().size())
                .addKeyValue("removed", plan.removed().size())
                .addKeyValue("targets", running.size())
                .log("Targets changed");
    }

    /** One for each target that is watched now. */
    public synchronized List<HealthCheck> healthChecks() {
        return running.values().stream().map(Watch::healthCheck).toList();
    }

    private void keepUp() {
        try {
            do reconcile();
            while (!stopped.await(LOOK_INTERVAL.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * One that cannot be watched must not keep the others from it, nor end the thread that follows what is desired. It is
     * tried again at every look, and said once.
     */
    private boolean begin(Member member) {
        try {
            Watch watch = watches.apply(member);
            watch.start();
            running.put(member, watch);
            failed.remove(member);
            return true;
        } catch (RuntimeException e) {
            if (failed.add(member))
                LOGGER.atError()
                        .addKeyValue("target", member.id())
                        .setCause(e)
                        .log("The target cannot be watched, which is a defect; it is tried again");
            return false;
        }
    }

    /** All at the same time: one that hangs must not hold up the others. */
    private void stop(Collection<Member> members) {
        List<Thread> stopping = new ArrayList<>();
        for (Member member : members) {
            Watch watch = running.remove(member);
            if (watch != null) stopping.add(Thread.ofVirtual().start(watch::stop));
        }
        try {
            for (Thread one : stopping) one.join(STOP_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
