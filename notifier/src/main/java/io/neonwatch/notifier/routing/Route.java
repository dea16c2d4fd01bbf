package io.neonwatch.notifier.routing;

import io.neonwatch.schemas.Severity;
import java.util.List;
import java.util.Set;

/**
 * Which alerts go to whom.
 *
 * @param receivers by name
 */
public record Route(List<Level> severity, List<String> receivers) {

    /** A severity that people are paged for. */
    public enum Level {
        WARNING(Severity.WARNING),
        CRITICAL(Severity.CRITICAL);

        private final Severity severity;

        Level(Severity severity) {
            this.severity = severity;
        }
    }

    public Route {
        severity = List.copyOf(severity);
        receivers = List.copyOf(receivers);
        if (severity.isEmpty())
            throw new IllegalArgumentException("severity must not be empty: give warning, critical");
        if (receivers.isEmpty()) throw new IllegalArgumentException("receivers must not be empty: name at least one");
    }

    boolean takesAnyOf(Set<Severity> severities) {
        return severity.stream().anyMatch(level -> severities.contains(level.severity));
    }
}
