package io.neonwatch.processor.rules;

/** What is made of the points within a window. */
public enum Aggregation {
    MAX,
    MIN,
    AVG,
    SUM,
    /** The number of points, whatever their values. */
    COUNT;

    /** Whether a window without points has a value, which is 0. */
    public boolean zeroWhenEmpty() {
        return this == SUM || this == COUNT;
    }
}
