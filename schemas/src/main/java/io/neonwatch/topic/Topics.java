package io.neonwatch.topic;

import io.neonwatch.schemas.Alert;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.Control;
import io.neonwatch.schemas.Delivery;
import io.neonwatch.schemas.Intent;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.schemas.QueryStats;
import io.neonwatch.schemas.QueryText;
import io.neonwatch.schemas.Recovery;
import io.neonwatch.schemas.Target;
import java.time.Duration;
import java.util.List;

/** The topic catalogue: the only place where a topic's name, type and retention are written down. */
public final class Topics {

    private static final int PARTITIONS = 6;

    // Written by the collector.
    public static final Topic<Target> TARGETS = compacted("neonwatch.targets", Target.class);
    public static final Topic<MetricBatch> METRICS = kept("neonwatch.metrics", MetricBatch.class, 7);
    public static final Topic<QueryStats> QUERY_STATS = kept("neonwatch.query-stats", QueryStats.class, 7);
    public static final Topic<QueryText> QUERY_TEXTS = compacted("neonwatch.query-texts", QueryText.class);

    // Written by the processor.
    public static final Topic<Alert> ALERTS = compacted("neonwatch.alerts", Alert.class);
    public static final Topic<AlertEvent> ALERT_EVENTS = kept("neonwatch.alert-events", AlertEvent.class, 90);

    // Written by the notifier.
    public static final Topic<Intent> INTENTS = kept("neonwatch.intents", Intent.class, 7);
    public static final Topic<Delivery> DELIVERIES = compacted("neonwatch.deliveries", Delivery.class);
    public static final Topic<Recovery> RECOVERIES = compacted("neonwatch.recoveries", Recovery.class);

    // Written by the console and the command line.
    public static final Topic<Control> CONTROL = compacted("neonwatch.control", Control.class);

    // Written by whoever cannot process a record.
    public static final Topic<byte[]> DEAD_LETTERS = kept("neonwatch.dead-letters", byte[].class, 30);

    public static final List<Topic<?>> ALL = List.of(
            TARGETS,
            METRICS,
            QUERY_STATS,
            QUERY_TEXTS,
            ALERTS,
            ALERT_EVENTS,
            INTENTS,
            DELIVERIES,
            RECOVERIES,
            CONTROL,
            DEAD_LETTERS);

    private Topics() {}

    private static <V> Topic<V> compacted(String name, Class<V> type) {
        return new Topic<>(name, type, PARTITIONS, null);
    }

    private static <V> Topic<V> kept(String name, Class<V> type, int days) {
        return new Topic<>(name, type, PARTITIONS, Duration.ofDays(days));
    }
}
