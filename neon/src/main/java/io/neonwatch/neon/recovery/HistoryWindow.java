package io.neonwatch.neon.recovery;

import io.neonwatch.neon.BranchPoint;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.neon.NeonException;
import io.neonwatch.neon.NeonException.Kind;
import io.neonwatch.neon.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Recognises a point that Neon no longer has, for which Neon documents neither a status nor a code. */
final class HistoryWindow {

    private HistoryWindow() {}

    /** The failure, as {@code OUTSIDE_HISTORY} with the window in its message if that is what it is about. */
    static NeonException explain(NeonClient client, RecoveryPlan plan, NeonException failure)
            throws InterruptedException {
        if (failure.kind() != Kind.INVALID) return failure;
        Duration window;
        try {
            Project project = client.getProject(plan.project());
            window = project.historyWindow();
        } catch (NeonException e) {
            failure.addSuppressed(e);
            return failure;
        }
        if (!namesHistory(failure) && !olderThan(window, plan.point(), Instant.now())) return failure;
        return failure.as(
                Kind.OUTSIDE_HISTORY,
                "Branch " + plan.parentBranch() + " of project " + plan.project() + " cannot be branched at "
                        + plan.point() + ": the project keeps " + readable(window)
                        + " of history, and no branch goes back beyond its own creation. " + failure.getMessage());
    }

    /** The words of Neon's storage, for example "invalid branch start lsn: less than latest GC cutoff". */
    private static boolean namesHistory(NeonException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("gc cutoff")
                || message.contains("start lsn")
                || message.contains("ancestor lsn")
                || message.contains("history");
    }

    private static boolean olderThan(Duration window, BranchPoint point, Instant now) {
        return point instanceof BranchPoint.AtTime(Instant time) && time.isBefore(now.minus(window));
    }

    private static String readable(Duration window) {
        return window.toSeconds() + " s (" + window.toHours() + " h)";
    }
}
