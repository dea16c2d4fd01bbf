package io.neonwatch.collector;

import io.neonwatch.collector.sampling.TargetConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a configuration asks for that works, but less well than it seems. */
final class Advice {

    /** Of the activity's interval: between two rounds there are some 50 looks at most, and one has to come before each. */
    private static final int SHORTEST_THRESHOLD = 20;

    private Advice() {}

    /** Why a target whose state is not asked for should have it asked for; empty when it is not on Neon. */
    static Optional<String> onGate(TargetConfig target) {
        if (!target.isOnNeon()) return Optional.empty();
        return Optional.of(
                target.neon() == null
                        ? "Without the target's neon (project, branch, endpoint) the state of the compute is not known: it is "
                                + "woken and kept awake"
                        : "Without collector.neon the state of the compute is not known: it is woken and kept awake");
    }

    /** Whole sentences, for the log. */
    static List<String> on(CollectorConfig config) {
        Duration threshold = config.slowQueryThreshold();
        Duration interval = config.intervals().activity();
        if (threshold.compareTo(interval.dividedBy(SHORTEST_THRESHOLD)) >= 0) return List.of();
        return List.of("collector.slow_query_threshold (" + threshold.toMillis()
                + " ms) is below a " + SHORTEST_THRESHOLD
                + "th of collector.intervals.activity (" + interval.toMillis()
                + " ms): where a session goes on to "
                + "its next query at once, slow ones between two looks are missed; raise the one or lower the other");
    }
}
