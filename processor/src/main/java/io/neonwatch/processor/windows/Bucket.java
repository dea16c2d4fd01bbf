package io.neonwatch.processor.windows;

/**
 * The points of one stretch of time.
 *
 * @param start epoch milliseconds
 */
public record Bucket(long start, long count, double sum, double min, double max) {

    static Bucket of(long start, double value) {
        return new Bucket(start, 1, value, value, value);
    }

    Bucket plus(Bucket other) {
        return new Bucket(
                start, count + other.count, sum + other.sum, Math.min(min, other.min), Math.max(max, other.max));
    }
}
