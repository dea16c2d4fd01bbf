package io.neonwatch.processor.rules;

import java.time.Duration;
import java.util.Set;

/** What a rule compares with its thresholds: a function over the points of a series. */
public sealed interface Expression {

    /** The metrics that it reads. */
    Set<String> metrics();

    /** The newest point. */
    record Last(String metric) implements Expression {

        @Override
        public Set<String> metrics() {
            return Set.of(metric);
        }
    }

    /**
     * All points of the last while.
     *
     * @param within from {@link #SHORTEST} to {@link #LONGEST}
     */
    record Windowed(Aggregation aggregation, String metric, Duration within) implements Expression {

        public static final Duration SHORTEST = Duration.ofSeconds(1);
        public static final Duration LONGEST = Duration.ofDays(7);

        public Windowed {
            if (within.compareTo(SHORTEST) < 0 || within.compareTo(LONGEST) > 0)
                throw new IllegalArgumentException("within must be from 1s to 7d, not " + within);
        }

        @Override
        public Set<String> metrics() {
            return Set.of(metric);
        }
    }

    /**
     * One metric over another, both from the same row of a batch.
     *
     * @param floor below this the numerator is too small to say anything
     */
    record Ratio(String numerator, String denominator, double floor) implements Expression {

        @Override
        public Set<String> metrics() {
            return Set.of(numerator, denominator);
        }
    }
}
