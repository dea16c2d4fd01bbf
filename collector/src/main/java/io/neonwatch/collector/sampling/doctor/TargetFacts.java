package io.neonwatch.collector.sampling.doctor;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a database says of itself.
 *
 * @param versionNumber as in {@code server_version_num}
 * @param pooled whether something between us and the server hands out the server's sessions
 * @param encrypted null where the server does not say
 * @param monitor whether the role has the rights of {@code pg_monitor}
 * @param roleConnectionLimit -1 for none
 * @param connections sessions of clients now
 * @param settings those that the role may see, by name
 * @param extensions installed in this database, by name
 * @param entries in {@code pg_stat_statements}; null where they cannot be counted
 */
record TargetFacts(
        int versionNumber,
        String version,
        String database,
        String role,
        boolean superuser,
        boolean inherits,
        boolean monitor,
        boolean monitorMember,
        int unreadable,
        boolean pooled,
        @Nullable Boolean encrypted,
        int roleConnectionLimit,
        int connections,
        Map<String, String> settings,
        Map<String, Extension> extensions,
        @Nullable Long entries) {

    /**
     * @param installed null where it is not in this database
     * @param available the newest that the server's disk has
     */
    record Extension(@Nullable String installed, String available) {}

    int major() {
        return versionNumber / 10_000;
    }

    /** 0 where it is not known. */
    long number(String setting) {
        String value = settings.get(setting);
        return value == null || !value.matches("-?[0-9]{1,18}") ? 0 : Long.parseLong(value);
    }
}
