package io.neonwatch.collector.sampling.doctor;

import io.neonwatch.collector.sampling.doctor.TargetFacts.Role;
import io.neonwatch.runtime.doctor.Finding;
import java.util.List;

/** What facts about a database mean for the collector, and the SQL that makes them better. */
final class TargetRules {

    private static final int OLDEST_MAJOR = 14;
    private static final int NEWEST_MAJOR = 18;
    private static final int FEWEST_FREE = 3;

    private final TargetFacts facts;
    private final boolean local;
    private final Remarks remarks;

    private TargetRules(TargetFacts facts, boolean local, Remarks remarks) {
        this.facts = facts;
        this.local = local;
        this.remarks = remarks;
    }

    /**
     * @param local whether the server is on this machine
     */
    static List<Finding> findings(String target, TargetFacts facts, boolean onNeon, boolean local) {
        TargetRules rules = new TargetRules(facts, local, new Remarks(target));
        rules.connection();
        rules.rights();
        rules.room();
        rules.roomOfRole();
        new ExtensionRules(facts, onNeon, rules.remarks).judge();
        rules.settings();
        return rules.remarks.all();
    }

    /** Of a copy that is searched now and then, and not watched. */
    static void ofCopy(TargetFacts facts, boolean local, Remarks remarks) {
        TargetRules rules = new TargetRules(facts, local, remarks);
        rules.connection();
        rules.room();
        new ExtensionRules(facts, false, remarks).vector();
    }

    private void connection() {
        String version = "PostgreSQL " + facts.version();
        if (facts.major() < OLDEST_MAJOR)
            remarks.failure("version", version + " is too old to be watched", "Upgrade it to 14 or newer");
        else if (facts.major() > NEWEST_MAJOR)
            remarks.note("version", version + " is newer than Neonwatch was tested with");
        else remarks.ok("version", version);
        // Or there would be no facts.
        remarks.ok("pooler", "a direct connection");
        if (Boolean.TRUE.equals(facts.encrypted())) remarks.ok("tls", "the connection is encrypted");
        else if (local) remarks.ok("tls", "not encrypted, and it does not leave this machine");
        else
            remarks.warning(
                    "tls",
                    "the connection is not encrypted",
                    "Add ?sslmode=verify-full to url, or at least ?sslmode=require");
    }

    private void rights() {
        Role role = facts.role();
        if (role.monitor()) remarks.ok("grants", role.name() + " has the rights of pg_monitor");
        else
            remarks.warning(
                    "grants",
                    role.name()
                            + " does not have the rights of pg_monitor: the queries, waits and states of other users"
                            + " will be missing",
                    "Grant them, as a superuser or the owner of the role",
                    grant("pg_monitor", role.monitorMember()));
        if (role.unreadable() > 0)
            remarks.note(
                    "read rights",
                    role.name() + " may not read " + role.unreadable()
                            + " tables and sequences: the plans of queries on them, the bloat of those tables, how far those"
                            + " sequences are, and the recall of their vector indexes will be missing",
                    "Grant it the right to read, or do without",
                    grant("pg_read_all_data", false));
        if (!role.forbidden().isEmpty())
            remarks.warning(
                    "role",
                    role.forbidden(),
                    "Watch as a role of its own, in pg_monitor and pg_read_all_data and nothing else; give it a password",
                    "CREATE ROLE " + role.freeName() + " LOGIN IN ROLE pg_monitor, pg_read_all_data");
    }

    /** A role that does not inherit has nothing of a grant, and one that is a member already nothing of a second. */
    private String[] grant(String granted, boolean member) {
        String role = Sql.name(facts.role().name());
        String grant = "GRANT " + granted + " TO " + role;
        if (facts.role().inherits() && !member) return new String[] {grant};
        // From 16 on each grant says for itself whether it is inherited.
        if (facts.major() >= 16) return new String[] {grant + " WITH INHERIT TRUE"};
        return new String[] {"ALTER ROLE " + role + " INHERIT", grant};
    }

    private void room() {
        long reserved = facts.number("superuser_reserved_connections")
                + (facts.role().superuser() ? 0 : facts.number("reserved_connections"));
        long limit = facts.number("max_connections");
        long free = limit - reserved - facts.connections();
        String message = facts.connections() + " of " + limit + " connections are used, " + reserved + " are reserved";
        if (free < FEWEST_FREE)
            remarks.warning(
                    "connections",
                    message + ": there may be none for Neonwatch, which needs one",
                    "End idle sessions, put a pooler before the applications, or raise max_connections (needs a restart)");
        else remarks.ok("connections", message);
    }

    private void roomOfRole() {
        Role role = facts.role();
        int own = role.connectionLimit();
        if (own >= 0 && own < 2 && !role.superuser())
            remarks.warning(
                    "role connections",
                    role.name() + " may have " + own + " connections; two are needed when one is replaced",
                    "Raise its limit",
                    "ALTER ROLE " + Sql.name(role.name()) + " CONNECTION LIMIT 3");
    }

    private void settings() {
        remarks.setting(is("track_activities", "on"), facts, "track_activities", "all that sessions do", "on");
        remarks.setting(is("track_counts", "on"), facts, "track_counts", "all about tables and autovacuum", "on");
        remarks.setting(
                is("track_io_timing", "on"), facts, "track_io_timing", "the time that reading and writing takes", "on");
        remarks.setting(
                !is("compute_query_id", "off"),
                facts,
                "compute_query_id",
                "the query id of running statements",
                "'auto'");
        if (facts.number("track_activity_query_size") > 0 && facts.number("track_activity_query_size") < 4_096)
            remarks.note(
                    "setting track_activity_query_size",
                    "it is " + facts.number("track_activity_query_size")
                            + " bytes; comments at the end of longer queries, as sqlcommenter writes them, are cut off");
        if (is("log_lock_waits", "off"))
            remarks.note("setting log_lock_waits", "it is off; the server's log will not tell of long waits for locks");
        if (is("log_min_duration_statement", "-1"))
            remarks.note(
                    "setting log_min_duration_statement", "it is -1; the server's log will not tell of slow queries");
    }

    private boolean is(String setting, String value) {
        return value.equals(facts.settings().get(setting));
    }
}
