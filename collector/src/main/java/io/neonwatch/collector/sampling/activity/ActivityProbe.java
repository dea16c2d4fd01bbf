package io.neonwatch.collector.sampling.activity;

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
import java.util.Optional;

/**
 * One statement: what clients run now and what has just finished, what they wait for and hold, and where the log is; and
 * a second one, who waits for whom, only when somebody waits for a lock.
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

    private final SlowQueries slowQueries;
    private final RecoveryMarks marks;
    private final ActiveTime activeTime = new ActiveTime();

    /**
     * @param threshold an execution at least this long is slow
     * @param interval between two rounds
     * @param marks told of every moment at which this probe asked
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
        Instant last = slowQueries.lastTickAt();
        ActivitySample sample = ActivitySample.read(connection, last == null ? null : last.minus(OVERLAP), threshold);
        Instant now = sample.observedAt();
        marks.add(now, sample.lsn());
        LockSample locks = sample.sessions().stream().anyMatch(SessionSample::waitsForLock)
                ? LockSample.read(connection)
                : LockSample.NONE;
        List<Execution> executions = sample.executions();
        List<Execution> running = executions.stream().filter(Execution::running).toList();
        Instant intervalStart = slowQueries.watchedSince(now, longestGap());
        intervalBefore = interval;
        Duration sinceLast = intervalStart == null ? null : Duration.between(intervalStart, now);
        return new ActivityReading(
                sample,
                intervalStart,
                slowQueries.tick(now, executions),
                activeTime.shares(now, sinceLast, sample.sessions()),
                locks,
                askAgainIn(now, running));
    }

    private Duration longestGap() {
        Duration longer = interval.compareTo(intervalBefore) > 0 ? interval : intervalBefore;
        return longer.multipliedBy(LONGEST_GAP);
    }

    /** Four rounds in an interval at the most; and none for executions so young that the next round is soon enough. */
    private Optional<Duration> askAgainIn(Instant now, List<Execution> running) {
        Duration shortest = interval.dividedBy(4);
        return slowQueries
                .untilNext(now, running)
                .filter(until -> until.compareTo(interval.minus(shortest)) <= 0)
                .map(until -> until.compareTo(shortest) > 0 ? until : shortest);
    }
}
