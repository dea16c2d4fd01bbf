package io.neonwatch.collector.sampling.vector;

import io.neonwatch.collector.sampling.TargetConfig;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The recall probe, under the key {@code vector.recall}. An exact search reads the whole table, so it is off unless it is
 * switched on.
 *
 * @param enabled false if left out
 * @param interval from one run to the next; 6 h if left out
 * @param budget the longest that a run may take; what has not had its turn comes first in the next one; 30 s if left out
 * @param samples vectors of each index that are searched for; 20 if left out
 * @param maxRows a table with more rows is skipped; 1,000,000 if left out
 * @param branches where to run for which targets, in place of the targets themselves
 */
public record RecallConfig(
        @Nullable Boolean enabled,
        @Nullable Duration interval,
        @Nullable Duration budget,
        @Nullable Integer samples,
        @Nullable Integer maxRows,
        @Nullable List<RecallBranch> branches) {

    // First, for the default is checked too.
    private static final Duration LONGEST_BUDGET = Duration.ofMinutes(10);

    public static final RecallConfig DEFAULT = new RecallConfig(null, null, null, null, null, null);

    public RecallConfig {
        enabled = Objects.requireNonNullElse(enabled, false);
        interval = Objects.requireNonNullElse(interval, Duration.ofHours(6));
        budget = Objects.requireNonNullElse(budget, Duration.ofSeconds(30));
        samples = Objects.requireNonNullElse(samples, 20);
        maxRows = Objects.requireNonNullElse(maxRows, 1_000_000);
        branches = branches == null ? List.of() : List.copyOf(branches);
        if (!budget.isPositive() || budget.compareTo(LONGEST_BUDGET) > 0)
            throw new IllegalArgumentException("budget must be more than 0 and at most 10m");
        if (interval.compareTo(budget.multipliedBy(2)) < 0)
            throw new IllegalArgumentException(
                    "interval must be at least twice the budget, which is what a run may take");
        if (samples < 1 || samples > 1_000) throw new IllegalArgumentException("samples must be from 1 to 1000");
        if (maxRows < 1) throw new IllegalArgumentException("max_rows must be 1 or more");
        Set<String> targets = new HashSet<>();
        for (RecallBranch branch : branches)
            if (!targets.add(branch.target()))
                throw new IllegalArgumentException(
                        "branches must name each target once, and \"" + branch.target() + "\" is there twice");
    }

    /** Whether it is switched on. */
    public boolean on() {
        return Objects.requireNonNull(enabled);
    }

    @Override
    public Duration interval() {
        return Objects.requireNonNull(interval);
    }

    @Override
    public Duration budget() {
        return Objects.requireNonNull(budget);
    }

    /** Where to run for a target, if not on itself. */
    public Optional<RecallBranch> branchOf(TargetConfig target) {
        return branches().stream()
                .filter(branch -> branch.target().equals(target.name()))
                .findFirst();
    }

    int sampleCount() {
        return Objects.requireNonNull(samples);
    }

    int mostRows() {
        return Objects.requireNonNull(maxRows);
    }

    @Override
    public List<RecallBranch> branches() {
        return Objects.requireNonNull(branches);
    }
}
