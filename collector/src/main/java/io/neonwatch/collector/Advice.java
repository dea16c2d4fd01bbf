package io.neonwatch.collector;

import java.time.Duration;
import java.util.List;

/** What a configuration asks for that works, but less well than it seems. */
final class Advice {

    private Advice() {}

    /** Whole sentences, for the log. */
    static List<String> on(CollectorConfig config) {
        Duration threshold = config.slowQueryThreshold();
        Duration interval = config.intervals().activity();
        if (threshold.compareTo(interval) >= 0) return List.of();
        return List.of("collector.slow_query_threshold (" + threshold.toMillis()
                + " ms) is below collector.intervals.activity (" + interval.toMillis()
                + " ms): where a session goes on to "
                + "its next query at once, slow ones between two looks are missed; raise the one or lower the other");
    }
}
