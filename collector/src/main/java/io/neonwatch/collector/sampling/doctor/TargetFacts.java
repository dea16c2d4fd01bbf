package io.neonwatch.collector.sampling.doctor;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a database says of itself.
 *
 * @param versionNumber as in {@code server_version_num}
 * @param encrypted null where the server does not say
 * @param connections sessions of clients now
 * @param settings those that the role may see, by name
 * @param sources where their values come from, as in {@code pg_settings.source}
 * @param extensions installed in this database, by name
 * @param grants what the role lacks to use them, as SQL, by extension
 * @param entries in {@code pg_stat_statements}; null where they cannot be counted
 */
record TargetFacts(
        int versionNumber,
        String version,
        String database,
        Role role,
        @Nullable Boolean encrypted,
        int connections,
        Map<String, String> settings,
        Map<String, String> sources,
        Map<String, Extension> extensions,
        Map<String, List<String>> grants,
        @Nullable Long entries) {

    /**
     * @param installed null where it is not in this database
     * @param available the newest that the server's disk has
     */
    record Extension(@Nullable String installed, String available) {}

    /**
     * The role that we are.
     *
     * @param monitor whether it has the rights of {@code pg_monitor}
     * @param monitorMember whether it is a member, which may inherit nothing
     * @param connectionLimit -1 for none
     * @param unreadable tables and sequences that it may not read
     * @param forbidden why it must not have queries planned; empty if it may
     * @param freeName a name that no role has
     */
    record Role(
            String name,
            boolean superuser,
            boolean inherits,
            boolean monitor,
            boolean monitorMember,
            int connectionLimit,
            int unreadable,
            String forbidden,
            String freeName) {}

    int major() {
        return versionNumber / 10_000;
    }

    /** 0 where it is not known. */
    long number(String setting) {
        String value = settings.get(setting);
        return value == null || !value.matches("-?[0-9]{1,18}") ? 0 : Long.parseLong(value);
    }
}
