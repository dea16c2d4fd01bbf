package io.neonwatch.processor.lifecycle;

import io.neonwatch.processor.lifecycle.AlertState.Firing;
import io.neonwatch.processor.rules.Band;
import io.neonwatch.processor.rules.Rule;
import io.neonwatch.schemas.Severity;
import java.util.Map;

/** How bad a value is. */
final class Levels {

    private Levels() {}

    /** The mildest severity that the rule has. */
    static Severity mildest(Rule rule) {
        return rule.bands().firstKey();
    }

    /** The worst band that the sample breaches; NONE where it breaches none. */
    static Severity breached(Rule rule, Observation sample) {
        Severity worst = Severity.NONE;
        for (Map.Entry<Severity, Band> band : rule.bands().entrySet())
            if (sample.conclusive() && band.getValue().breachedBy(sample.value())) worst = band.getKey();
        return worst;
    }

    /**
     * The worst severity, up to the one in force, that the sample keeps in force; NONE where all is clear. A milder band
     * need not have held for its own time: the alert fires already. A severity that is being left is kept only by a
     * new breach, so that a value between the two thresholds does not go back and forth.
     */
    static Severity held(Rule rule, Firing firing, Observation sample) {
        Severity worst = Severity.NONE;
        if (!sample.conclusive()) return worst;
        for (Map.Entry<Severity, Band> entry : rule.bands().entrySet()) {
            Severity severity = entry.getKey();
            Band band = entry.getValue();
            boolean leaving = severity == firing.severity() && firing.lowerSince() != null;
            boolean held = leaving ? band.breachedBy(sample.value()) : band.heldBy(sample.value());
            // A worse band that has not held for its time yet keeps in force what is in force.
            if (held) worst = severity.compareTo(firing.severity()) > 0 ? firing.severity() : severity;
        }
        return worst;
    }
}
