package io.neonwatch.processor.rules;

import io.neonwatch.schemas.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * When something is wrong, and how wrong.
 *
 * @param id lower-case words joined by hyphens
 * @param by the labels of an alert; {@code target} first
 * @param where attributes that a point must have to be read at all
 * @param bands from the mildest to the worst, at least one
 * @param minSamples that must breach before a band counts; null for 2 where the band holds for a while, else 1
 * @param noDataFor how long samples must be missing; null for a little more than three times their usual spacing
 * @param recovery whether a critical alert asks for a recovery branch
 * @param unit of the compared value, UCUM; null for the metric's own
 */
public record Rule(
        String id,
        SummaryTemplate summary,
        Expression of,
        List<String> by,
        Map<String, String> where,
        SortedMap<Severity, Band> bands,
        Duration keepFiringFor,
        @Nullable Integer minSamples,
        NoData noData,
        @Nullable Duration noDataFor,
        boolean recovery,
        String runbook,
        @Nullable String unit) {

    public static final String TARGET = "target";

    public Rule {
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*"))
            throw new IllegalArgumentException("id must be lower-case words joined by hyphens, not " + id);
        if (!by.contains(TARGET)) throw new IllegalArgumentException("by must contain target");
        if (by.stream().distinct().count() < by.size())
            throw new IllegalArgumentException("by names a label twice: " + by);
        if (bands.isEmpty()) throw new IllegalArgumentException("give warning, critical or both");
        if (keepFiringFor.isNegative()) throw new IllegalArgumentException("keep_firing_for must not be negative");
        if (minSamples != null && minSamples < 1) throw new IllegalArgumentException("min_samples must be at least 1");
        if (noDataFor != null && !noDataFor.isPositive())
            throw new IllegalArgumentException("no_data_for must be longer than nothing");
        checkOrder(bands);
        summary.check(by, !(of instanceof Expression.Windowed));
    }

    /** The band of a severity, or null where the rule has none. */
    public @Nullable Band band(Severity severity) {
        return bands.get(severity);
    }

    /** How many samples in a row must breach the band. */
    public int samplesNeeded(Band band) {
        if (minSamples != null) return minSamples;
        return band.holdFor().isZero() ? 1 : 2;
    }

    private static void checkOrder(SortedMap<Severity, Band> bands) {
        Band warning = bands.get(Severity.WARNING);
        Band critical = bands.get(Severity.CRITICAL);
        if (warning == null || critical == null) return;
        if (warning.side() != critical.side())
            throw new IllegalArgumentException("warning and critical must both be above, or both below");
        if (!warning.isBefore(critical))
            throw new IllegalArgumentException("warning must come before critical: " + warning.threshold() + " and "
                    + critical.threshold() + " are in the wrong order");
    }
}
