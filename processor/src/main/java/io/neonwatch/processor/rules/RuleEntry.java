package io.neonwatch.processor.rules;

import static java.util.Objects.requireNonNullElse;

import io.neonwatch.schemas.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One rule as it is written in a rule file; docs/alerts.md explains the keys. */
public record RuleEntry(
        String id,
        String summary,
        ExpressionEntry of,
        List<String> by,
        @Nullable Map<String, String> where,
        @Nullable BandEntry warning,
        @Nullable BandEntry critical,
        @Nullable Duration keepFiringFor,
        @Nullable Integer minSamples,
        @Nullable String noData,
        @Nullable Duration noDataFor,
        @Nullable Boolean recovery,
        @Nullable String runbook,
        @Nullable String unit) {

    /** Makes the rule once, so that a mistake is found while the file's lines are known. */
    public RuleEntry {
        rule(
                id,
                summary,
                of,
                by,
                where,
                warning,
                critical,
                keepFiringFor,
                minSamples,
                noData,
                noDataFor,
                recovery,
                runbook,
                unit);
    }

    Rule toRule() {
        return rule(
                id,
                summary,
                of,
                by,
                where,
                warning,
                critical,
                keepFiringFor,
                minSamples,
                noData,
                noDataFor,
                recovery,
                runbook,
                unit);
    }

    private static Rule rule(
            String id,
            String summary,
            ExpressionEntry of,
            List<String> by,
            @Nullable Map<String, String> where,
            @Nullable BandEntry warning,
            @Nullable BandEntry critical,
            @Nullable Duration keepFiringFor,
            @Nullable Integer minSamples,
            @Nullable String noData,
            @Nullable Duration noDataFor,
            @Nullable Boolean recovery,
            @Nullable String runbook,
            @Nullable String unit) {
        SortedMap<Severity, Band> bands = new TreeMap<>();
        if (warning != null) bands.put(Severity.WARNING, warning.toBand());
        if (critical != null) bands.put(Severity.CRITICAL, critical.toBand());
        return new Rule(
                id,
                new SummaryTemplate(summary),
                of.toExpression(),
                List.copyOf(by),
                Map.copyOf(requireNonNullElse(where, Map.of())),
                bands,
                requireNonNullElse(keepFiringFor, Duration.ZERO),
                minSamples,
                NoData.of(requireNonNullElse(noData, "keep")),
                noDataFor,
                requireNonNullElse(recovery, false),
                requireNonNullElse(runbook, ""),
                unit);
    }
}
