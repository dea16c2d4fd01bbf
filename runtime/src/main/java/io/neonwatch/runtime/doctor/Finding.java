package io.neonwatch.runtime.doctor;

import java.util.List;

/**
 * One thing that is so or is not so.
 *
 * @param subject which one of its part, as in {@code orders}
 * @param check what was looked at, as in {@code grants}; the same word in every version
 * @param message what is so
 * @param remedy what to do, in a sentence; empty where there is nothing to do
 * @param sql statements that set it right, in order, each to be run by itself; may be empty
 */
public record Finding(
        Part part, String subject, String check, Verdict verdict, String message, String remedy, List<String> sql) {

    /** What is looked at. */
    public enum Part {
        TARGET,
        NEON,
        KAFKA,
        REGISTRY,
        RECEIVER
    }

    public Finding {
        sql = List.copyOf(sql);
    }

    /** The same, with what to do about it. */
    public Finding remedy(String sentence, String... statements) {
        return new Finding(part, subject, check, verdict, message, sentence, List.of(statements));
    }
}
