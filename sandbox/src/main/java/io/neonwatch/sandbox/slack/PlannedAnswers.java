package io.neonwatch.sandbox.slack;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers that a sink was told to give instead of taking the message. Safe for use by many threads. */
final class PlannedAnswers {

    record Answer(int status, Map<String, String> headers) {}

    private @Nullable Answer answer;
    private int left;

    synchronized void plan(Answer next, int times) {
        answer = next;
        left = times;
    }

    /** The answer to give to this request, or null to treat it as usual. */
    synchronized @Nullable Answer next() {
        if (left == 0) return null;
        left--;
        return answer;
    }
}
