package io.neonwatch.collector.sampling.vector;

import io.neonwatch.collector.sampling.vector.RecallResult.Measured;
import io.neonwatch.collector.sampling.vector.RecallResult.Skipped;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a run has found.
 *
 * @param failure why there was no run; empty where there was one
 */
record RecallReport(List<RecallResult> results, String failure) {

    static final RecallReport NONE = new RecallReport(List.of(), "");

    List<Measured> measured() {
        return results.stream()
                .filter(Measured.class::isInstance)
                .map(Measured.class::cast)
                .toList();
    }

    List<Skipped> skipped() {
        return results.stream()
                .filter(Skipped.class::isInstance)
                .map(Skipped.class::cast)
                .toList();
    }

    /** What could not be measured and what to do about it. */
    String shortcoming() {
        if (!failure.isEmpty()) return "recall could not be measured: " + failure;
        return skipped().stream()
                .filter(skipped -> !skipped.remedy().isEmpty())
                .map(skipped ->
                        "recall of " + RecallSearch.quoted(skipped.index().name()) + " was not measured ("
                                + skipped.why().label() + "): " + skipped.remedy())
                .distinct()
                .limit(3)
                .collect(Collectors.joining("; "));
    }
}
