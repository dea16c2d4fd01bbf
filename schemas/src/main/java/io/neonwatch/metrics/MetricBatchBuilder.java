package io.neonwatch.metrics;

import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.schemas.MetricKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together what one probe saw. For one thread; {@link #build} ends its use. */
public final class MetricBatchBuilder {

    private final String target;
    private final String probe;
    private final Instant observedAt;
    private final Instant collectedAt;
    private final Map<String, Integer> indexByString = new LinkedHashMap<>();
    private final List<MetricGroupBuilder> groups = new ArrayList<>();
    private @Nullable Instant intervalStart;
    private @Nullable Instant beforeChangesAt;
    private @Nullable String beforeChangesLsn;
    private String epoch = "";
    private String collector = "";

    /**
     * @param probe its name, as in {@code instance}
     * @param observedAt by the database's clock, or by the collector's where the database could not be asked
     * @param collectedAt by the collector's clock
     */
    public MetricBatchBuilder(String target, String probe, Instant observedAt, Instant collectedAt) {
        this.target = target;
        this.probe = probe;
        this.observedAt = observedAt;
        this.collectedAt = collectedAt;
    }

    /**
     * From when on the deltas count, by the database's clock. One after the time of observation is left out, and with it
     * {@link #beforeChanges}: the clock was set back in between, and no two times tell how long it was. The deltas are as
     * true as ever.
     */
    public MetricBatchBuilder intervalStart(@Nullable Instant start) {
        intervalStart = start;
        return this;
    }

    /** A time and a write-ahead log position at which no change counted in this batch had been committed. */
    public MetricBatchBuilder beforeChanges(@Nullable Instant at, @Nullable String lsn) {
        beforeChangesAt = at;
        beforeChangesLsn = lsn;
        return this;
    }

    public MetricBatchBuilder epoch(String epoch) {
        this.epoch = epoch;
        return this;
    }

    public MetricBatchBuilder collector(String collector) {
        this.collector = collector;
        return this;
    }

    /** Starts a group of metrics that share these attribute keys. */
    public MetricGroupBuilder group(String... attributeKeys) {
        return group(List.of(attributeKeys));
    }

    MetricGroupBuilder group(List<String> attributeKeys) {
        MetricGroupBuilder group = new MetricGroupBuilder(attributeKeys, this::indexOf);
        groups.add(group);
        return group;
    }

    /** Adds one value without attributes. */
    public MetricBatchBuilder gauge(String metric, String unit, double value) {
        return single(metric, unit, MetricKind.GAUGE, value);
    }

    /** Adds one value without attributes, counted since {@link #intervalStart}. */
    public MetricBatchBuilder delta(String metric, String unit, double value) {
        return single(metric, unit, MetricKind.DELTA, value);
    }

    private MetricBatchBuilder single(String metric, String unit, MetricKind kind, double value) {
        MetricGroupBuilder last = groups.isEmpty() ? null : groups.getLast();
        MetricGroupBuilder group = last != null && last.isSingle() ? last : group();
        group.single(metric, unit, kind, value);
        return this;
    }

    /** Groups without rows are left out. */
    public MetricBatch build() {
        boolean setBack = intervalStart != null && intervalStart.isAfter(observedAt);
        return new MetricBatch(
                target,
                probe,
                observedAt,
                collectedAt,
                setBack ? null : intervalStart,
                setBack ? null : beforeChangesAt,
                setBack ? null : beforeChangesLsn,
                epoch,
                collector,
                List.copyOf(indexByString.keySet()),
                groups.stream()
                        .filter(MetricGroupBuilder::hasRows)
                        .map(MetricGroupBuilder::build)
                        .toList());
    }

    private int indexOf(String value) {
        return indexByString.computeIfAbsent(value, _ -> indexByString.size());
    }
}
