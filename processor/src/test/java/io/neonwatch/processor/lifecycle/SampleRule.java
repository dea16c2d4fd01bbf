package io.neonwatch.processor.lifecycle;

import io.neonwatch.processor.rules.Band;
import io.neonwatch.processor.rules.Expression;
import io.neonwatch.processor.rules.NoData;
import io.neonwatch.processor.rules.Rule;
import io.neonwatch.processor.rules.SummaryTemplate;
import io.neonwatch.schemas.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A rule to test with: a warning above 0.75, critical above 0.90, neither held. */
record SampleRule(
        @Nullable Band warning,
        @Nullable Band critical,
        Duration keepFiringFor,
        @Nullable Integer minSamples,
        NoData noData,
        boolean recovery) {

    static final SampleRule PLAIN =
            new SampleRule(above(0.75, 0), above(0.90, 0), Duration.ZERO, null, NoData.KEEP, false);

    static Band above(double threshold, long holdSeconds) {
        return new Band(Band.Side.ABOVE, threshold, null, Duration.ofSeconds(holdSeconds));
    }

    SampleRule warning(@Nullable Band band) {
        return new SampleRule(band, critical, keepFiringFor, minSamples, noData, recovery);
    }

    SampleRule critical(@Nullable Band band) {
        return new SampleRule(warning, band, keepFiringFor, minSamples, noData, recovery);
    }

    SampleRule keepFiring(long seconds) {
        return new SampleRule(warning, critical, Duration.ofSeconds(seconds), minSamples, noData, recovery);
    }

    SampleRule minSamples(int samples) {
        return new SampleRule(warning, critical, keepFiringFor, samples, noData, recovery);
    }

    SampleRule noDataIsOk() {
        return new SampleRule(warning, critical, keepFiringFor, minSamples, NoData.OK, recovery);
    }

    SampleRule recovers() {
        return new SampleRule(warning, critical, keepFiringFor, minSamples, noData, true);
    }

    Rule build() {
        SortedMap<Severity, Band> bands = new TreeMap<>();
        if (warning != null) bands.put(Severity.WARNING, warning);
        if (critical != null) bands.put(Severity.CRITICAL, critical);
        return new Rule(
                "pool",
                new SummaryTemplate(
                        "{{ value }} in use on {{ target }}, over {{ threshold }}, by {{ attributes.pid }}"),
                new Expression.Last("neonwatch.connections.utilization"),
                List.of("target"),
                Map.of(),
                bands,
                keepFiringFor,
                minSamples,
                noData,
                null,
                recovery,
                "docs/runbooks/pool.md",
                null);
    }
}
