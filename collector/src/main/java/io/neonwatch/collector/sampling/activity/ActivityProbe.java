package io.neonwatch.collector.sampling.activity;

import io.neonwatch.collector.sampling.LookWish;
import io.neonwatch.collector.sampling.Probe;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.RecoveryMarks;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.metrics.MetricFamily;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement: what clients run now and what has just finished, what they wait for and hold, and where the log is; and
 * a second one, who waits for whom, only when somebody waits for a lock. Between two rounds it looks again just before
 * an execution becomes slow and soon after, by a smaller statement, and tells only of those that did.
 */
public final class ActivityProbe implements Probe {

    /** A session's change of state may show after a tick that is later than the change. */
    private static final Duration OVERLAP = Duration.ofSeconds(1);

    /** In intervals; after a longer one nobody can say what ran meanwhile. */
    private static final int LONGEST_GAP = 3;

    private final Duration threshold;
    private Duration interval;

    /** The one in force before, as long as a round of it may have been the last. */
    private Duration intervalBefore;

    /** The last on this connection, if any. */
    private @Nullable Instant lastRoundAt;

    private final SlowQueries slowQueries;
    private final LookSchedule looks = new LookSchedule();
    private final RecoveryMarks marks;
    private final ActiveTime activeTime = new ActiveTime();

    /**
     * @param threshold an execution at least this long is slow
     * @param interval between two rounds
     * @param marks told of the moment of every round
     */
    public ActivityProbe(Duration threshold, Duration interval, RecoveryMarks marks) {
        this.interval = interval;
        this.intervalBefore = interval;
        this.threshold = threshold;
        this.slowQueries = new SlowQueries(threshold);
        this.marks = marks;
    }

    @Override
    public String name() {
        return "activity";
    }

    @Override
    public void connected(Server server) {
        slowQueries.interrupted();
        lastRoundAt = null;
    }

    @Override
    public void intervalChanged(Duration interval) {
        this.interval = interval;
    }

    @Override
    public List<MetricFamily> metrics() {
        return ActivityMetrics.ALL;
    }

    @Override
    public Reading read(Connection connection) throws SQLException {
        ActivitySample sample = ActivitySample.read(connection, wanted());
        Instant now = sample.observedAt();
        marks.add(now, sample.lsn());
        LockSample locks = sample.sessions().stream().anyMatch(SessionSample::waitsForLock)
                ? LockSample.read(connection)
                : LockSample.NONE;
        List<Execution> executions = sample.executions();
        Instant intervalStart = watchedSince(now);
        Duration sinceLast = intervalStart == null ? null : Duration.between(intervalStart, now);
        lastRoundAt = now;
        intervalBefore = interval;
        return new ActivityReading(
                sample,
                intervalStart,
                slowQueries.tick(now, executions),
                activeTime.shares(now, sinceLast, sample.sessions()),
                locks,
                wish(now, executions));
    }

    @Override
    public Reading readBetween(Connection connection) throws SQLException {
        ExecutionSample sample = ExecutionSample.read(connection, wanted());
        Instant now = sample.observedAt();
        looks.looked(now, interval);
        SlowTick slow = slowQueries.tick(now, sample.executions());
        return new SlowReading(now, sample.epoch(), slow, sample.databaseSeconds(), wish(now, sample.executions()));
    }

    private WantedExecutions wanted() {
        Instant last = slowQueries.lastTickAt();
        return new WantedExecutions(
                last == null ? null : last.minus(OVERLAP), threshold, slowQueries.someNear() ? last : null);
    }

    /** The last round; null where it was too long ago, or not on this connection. */
    private @Nullable Instant watchedSince(Instant now) {
        Duration longer = interval.compareTo(intervalBefore) > 0 ? interval : intervalBefore;
        Instant last = lastRoundAt;
        if (last == null || now.isBefore(last)) return null;
        return last.plus(longer.multipliedBy(LONGEST_GAP)).isBefore(now) ? null : last;
    }

    private LookWish wish(Instant now, List<Execution> executions) {
        List<Execution> running = executions.stream().filter(Execution::running).toList();
        return looks.limited(now, interval, slowQueries.untilNext(now, running));
    }
}
