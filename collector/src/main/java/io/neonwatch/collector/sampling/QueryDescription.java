package io.neonwatch.collector.sampling;

import java.time.Instant;

/**
 * What a query id stands for.
 *
 * @param text whole, as {@code pg_stat_statements} has it: its constants are {@code $1}, {@code $2}, ... with rare
 *     exceptions, and it may have comments; it must not leave the collector
 * @param publicText the same without literals and comments
 * @param firstSeenAt by this collector
 */
public record QueryDescription(String text, String publicText, Instant firstSeenAt) {

    /** With one text in place of two equal ones, which most are. */
    public QueryDescription {
        if (publicText.equals(text)) publicText = text;
    }

    /** In characters, of what is kept. */
    int length() {
        return publicText.equals(text) ? text.length() : text.length() + publicText.length();
    }
}
