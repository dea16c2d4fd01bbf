package io.neonwatch.collector.sampling.activity;

import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricGroupBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Who waits for whom, as metrics. */
final class LockMetrics {

    private static final int MOST_ROOTS = 10;
    private static final int MOST_BLOCKERS = 5;

    private LockMetrics() {}

    static void add(LockSample locks, Instant now, MetricBatchBuilder batch) {
        double longest = locks.waits().stream()
                .mapToDouble(wait -> seconds(wait, now))
                .max()
                .orElse(0);
        ActivityMetrics.LOCKS.in(batch).row(List.of(), locks.blocked(), longest);
        MetricGroupBuilder blocked = ActivityMetrics.BLOCKED.in(batch);
        for (LockWait wait : locks.waits())
            for (int blocker : wait.blockers().stream().limit(MOST_BLOCKERS).toList())
                blocked.row(List.of(String.valueOf(wait.pid()), String.valueOf(blocker)), seconds(wait, now));
        MetricGroupBuilder blocking = ActivityMetrics.BLOCKING.in(batch);
        LockTree.of(locks).roots().stream().limit(MOST_ROOTS).forEach(root -> {
            LockHolder holder = root.holder();
            blocking.row(
                    List.of(
                            String.valueOf(holder.pid()),
                            holder.user(),
                            holder.database(),
                            holder.application(),
                            holder.state()),
                    root.blocked());
        });
    }

    private static double seconds(LockWait wait, Instant now) {
        Instant since = wait.since();
        return since == null || since.isAfter(now)
                ? 0
                : Duration.between(since, now).toNanos() / 1e9;
    }
}
