package io.neonwatch.processor.lifecycle;

import io.neonwatch.processor.rules.Band;
import io.neonwatch.processor.rules.Rule;
import io.neonwatch.schemas.Severity;
import java.time.Duration;
import java.util.Map;

/** The streak of each band. */
public record Streaks(Streak warning, Streak critical) {

    public static final Streaks NONE = new Streaks(Streak.NONE, Streak.NONE);

    /** After one more sample. */
    Streaks after(Rule rule, Observation sample, Duration sinceLast) {
        return new Streaks(
                after(warning, rule, Severity.WARNING, sample, sinceLast),
                after(critical, rule, Severity.CRITICAL, sample, sinceLast));
    }

    /** The worst severity whose band has been breached for as long as it asks; NONE where there is none. */
    Severity satisfied(Rule rule) {
        Severity worst = Severity.NONE;
        for (Map.Entry<Severity, Band> band : rule.bands().entrySet())
            if (of(band.getKey()).satisfies(rule, band.getValue())) worst = band.getKey();
        return worst;
    }

    private Streak of(Severity severity) {
        return severity == Severity.CRITICAL ? critical : warning;
    }

    private static Streak after(Streak streak, Rule rule, Severity severity, Observation sample, Duration sinceLast) {
        Band band = rule.band(severity);
        if (band == null || !sample.conclusive() || !band.breachedBy(sample.value())) return Streak.NONE;
        return streak.continued(sinceLast, sample.maxGap());
    }
}
