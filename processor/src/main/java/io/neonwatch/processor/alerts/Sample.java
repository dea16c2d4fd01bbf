package io.neonwatch.processor.alerts;

import io.neonwatch.processor.lifecycle.Series;
import io.neonwatch.processor.rules.Rule;
import java.util.Map;

/**
 * What one row of a batch means to one rule.
 *
 * @param value to compare, or to add to the window where the rule has one
 * @param conclusive false where there is too little to judge by
 */
record Sample(Rule rule, Series series, double value, boolean conclusive, String unit, Map<String, String> attributes) {

    /** Whether the value is further on the bad side than the other, for the same rule. */
    boolean isWorseThan(Sample other) {
        if (conclusive != other.conclusive) return conclusive;
        return switch (rule.bands().values().iterator().next().side()) {
            case ABOVE -> value > other.value;
            case BELOW -> value < other.value;
        };
    }
}
