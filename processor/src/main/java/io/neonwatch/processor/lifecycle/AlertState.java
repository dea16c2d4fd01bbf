package io.neonwatch.processor.lifecycle;

import io.neonwatch.schemas.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where an alert stands. What may follow on what is decided by {@link AlertRules} alone. */
public sealed interface AlertState {

    /** Nothing is known, or all is forgotten: inactive. */
    record Quiet() implements AlertState {}

    Quiet QUIET = new Quiet();

    /** Something that must be remembered. */
    sealed interface Remembered extends AlertState {

        Episode episode();

        Remembered with(Episode episode);

        /** Whether it is inactive again. */
        default boolean isOver() {
            return this instanceof Cleared || this instanceof Resolved;
        }
    }

    /** The condition holds, but not yet for as long as any band asks. */
    record Pending(Episode episode) implements Remembered {

        @Override
        public Pending with(Episode newEpisode) {
            return new Pending(newEpisode);
        }
    }

    /** It was pending and became clear: inactive again. */
    record Cleared(Episode episode) implements Remembered {

        @Override
        public Cleared with(Episode newEpisode) {
            return new Cleared(newEpisode);
        }
    }

    /**
     * The condition holds.
     *
     * @param severity in force
     * @param highest that the episode has reached
     * @param lowerSince since when the value has been milder than {@code severity}; null while it is not
     */
    record Firing(
            Episode episode,
            Severity severity,
            Severity highest,
            Instant firedAt,
            @Nullable Instant lowerSince) implements Remembered {

        @Override
        public Firing with(Episode newEpisode) {
            return new Firing(newEpisode, severity, highest, firedAt, lowerSince);
        }

        Firing lowerSince(@Nullable Instant since) {
            return new Firing(episode, severity, highest, firedAt, since);
        }

        Firing severity(Severity newSeverity) {
            Severity worst = newSeverity.compareTo(highest) > 0 ? newSeverity : highest;
            return new Firing(episode, newSeverity, worst, firedAt, null);
        }
    }

    /** The condition no longer holds, but not yet for as long as the rule keeps firing. */
    record Recovering(Firing firing, Instant clearSince) implements Remembered {

        @Override
        public Episode episode() {
            return firing.episode();
        }

        @Override
        public Recovering with(Episode newEpisode) {
            return new Recovering(firing.with(newEpisode), clearSince);
        }
    }

    /** It is over. */
    record Resolved(Firing firing, Instant resolvedAt) implements Remembered {

        @Override
        public Episode episode() {
            return firing.episode();
        }

        @Override
        public Resolved with(Episode newEpisode) {
            return new Resolved(firing.with(newEpisode), resolvedAt);
        }
    }
}
