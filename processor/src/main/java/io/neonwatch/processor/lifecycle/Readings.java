package io.neonwatch.processor.lifecycle;

import io.neonwatch.processor.rules.Band;
import io.neonwatch.processor.rules.Rule;
import io.neonwatch.processor.rules.SummaryTemplate;
import io.neonwatch.schemas.Severity;

/** Makes readings of samples. */
final class Readings {

    private Readings() {}

    /** Of a sample that is not clear. */
    static Reading breaching(Rule rule, Series series, Severity severity, Observation sample) {
        Band band = rule.band(severity);
        double threshold = band == null ? 0 : band.threshold();
        String summary = rule.summary()
                .render(
                        name -> switch (name) {
                            case SummaryTemplate.VALUE -> Quantity.format(sample.value(), sample.unit());
                            case SummaryTemplate.THRESHOLD -> Quantity.format(threshold, sample.unit());
                            default -> series.labels().getOrDefault(name, "");
                        },
                        name -> sample.attributes().getOrDefault(name, ""));
        return new Reading(sample.at(), sample.value(), sample.unit(), threshold, summary, sample.maxGap());
    }

    /** Of a clear sample: the summary stays what it was. */
    static Reading clear(Reading before, Observation sample) {
        return new Reading(
                sample.at(), sample.value(), sample.unit(), before.threshold(), before.summary(), sample.maxGap());
    }
}
