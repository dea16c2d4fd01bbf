package io.neonwatch.processor.windows;

import io.neonwatch.processor.rules.Aggregation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The points of a series within some time, kept by bucket: a point leaves up to one bucket's length late, and there are
 * never more than {@link #MAXIMUM_BUCKETS}.
 *
 * @param resolution length of a bucket in milliseconds
 * @param buckets by ascending start
 */
public record Window(long resolution, List<Bucket> buckets) {

    public static final int MAXIMUM_BUCKETS = 362;

    private static final long FINEST_MILLIS = 1000;
    private static final int BUCKETS = 360;
    /** Probes of one target may be slightly ahead of each other; what is further ahead was seen by a wrong clock. */
    private static final long AHEAD_MILLIS = 30_000;

    public static Window empty(Duration within) {
        return new Window(Math.max(FINEST_MILLIS, within.toMillis() / BUCKETS), List.of());
    }

    public boolean isEmpty() {
        return buckets.isEmpty();
    }

    public Window plus(Instant at, double value) {
        return plus(Bucket.of(start(at.toEpochMilli()), value));
    }

    /** Without what is too old at that time, or too far ahead of it. */
    public Window at(Instant now, Duration within) {
        long last = now.toEpochMilli();
        List<Bucket> kept = buckets.stream()
                .filter(bucket ->
                        bucket.start() + resolution > last - within.toMillis() && bucket.start() <= last + AHEAD_MILLIS)
                .toList();
        return kept.size() == buckets.size() ? this : new Window(resolution, newest(kept));
    }

    /** The same points by the buckets that a window of that length has; the window itself where it has them already. */
    public Window resized(Duration within) {
        Window resized = empty(within);
        if (resized.resolution == resolution) return this;
        for (Bucket bucket : buckets)
            resized = resized.plus(new Bucket(
                    resized.start(bucket.start()), bucket.count(), bucket.sum(), bucket.min(), bucket.max()));
        return resized;
    }

    /** Empty where there are no points and the aggregation says nothing without one. */
    public OptionalDouble value(Aggregation aggregation) {
        Bucket all = buckets.stream().reduce(Bucket::plus).orElse(null);
        if (all == null) return aggregation.zeroWhenEmpty() ? OptionalDouble.of(0) : OptionalDouble.empty();
        return OptionalDouble.of(
                switch (aggregation) {
                    case MAX -> all.max();
                    case MIN -> all.min();
                    case AVG -> all.sum() / all.count();
                    case SUM -> all.sum();
                    case COUNT -> all.count();
                });
    }

    private Window plus(Bucket added) {
        List<Bucket> sum = new ArrayList<>(buckets.size() + 1);
        int index = buckets.size();
        while (index > 0 && buckets.get(index - 1).start() >= added.start()) index--;
        sum.addAll(buckets.subList(0, index));
        boolean merges = index < buckets.size() && buckets.get(index).start() == added.start();
        sum.add(merges ? buckets.get(index).plus(added) : added);
        sum.addAll(buckets.subList(merges ? index + 1 : index, buckets.size()));
        return new Window(resolution, newest(sum));
    }

    private long start(long millis) {
        return Math.floorDiv(millis, resolution) * resolution;
    }

    private static List<Bucket> newest(List<Bucket> buckets) {
        return List.copyOf(buckets.subList(Math.max(0, buckets.size() - MAXIMUM_BUCKETS), buckets.size()));
    }
}
