package io.neonwatch.collector.sampling.doctor;

import io.neonwatch.runtime.doctor.Finding;
import io.neonwatch.runtime.doctor.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The findings about one target, collected. For one thread. */
final class Remarks {

    private final String target;
    private final List<Finding> findings = new ArrayList<>();

    Remarks(String target) {
        this.target = target;
    }

    void ok(String check, String message) {
        findings.add(finding(check, Verdict.OK, message));
    }

    void note(String check, String message) {
        findings.add(finding(check, Verdict.NOTE, message));
    }

    /** Something to do for those who want what is missing. */
    void note(String check, String message, String remedy, String... sql) {
        findings.add(finding(check, Verdict.NOTE, message).remedy(remedy, sql));
    }

    void warning(String check, String message, String remedy, String... sql) {
        findings.add(finding(check, Verdict.WARNING, message).remedy(remedy, sql));
    }

    void failure(String check, String message, String remedy, String... sql) {
        findings.add(finding(check, Verdict.FAILURE, message).remedy(remedy, sql));
    }

    /** A setting as it should be, or what to set. */
    void setting(boolean good, TargetFacts facts, String name, String without, String wanted) {
        String value = facts.settings().get(name);
        if (value == null) return; // not of this version, or not to be seen
        String check = "setting " + name;
        if (good) {
            ok(check, value);
            return;
        }
        String missing = "it is " + value + "; without it " + without + " is missing";
        String database = Sql.name(facts.database());
        String role = "ALTER ROLE " + Sql.name(facts.role().name());
        String own = "it is " + value + " for " + facts.role().name() + " alone; what it is for others cannot be seen";
        String take = "Take it back, so that it can be seen";
        switch (facts.sources().getOrDefault(name, "")) {
            case "user" -> note(check, own, take, role + " RESET " + name);
            case "database user" -> note(check, own, take, role + " IN DATABASE " + database + " RESET " + name);
            case "client", "session" -> note(check, own, "Take it out of url");
            case "database" ->
                warning(
                        check,
                        missing,
                        "Set it for the database, as a superuser",
                        "ALTER DATABASE " + database + " SET " + name + " = " + wanted);
            case "command line" ->
                warning(check, missing, "Take it off the server's command line, and restart the server");
            default ->
                warning(
                        check,
                        missing,
                        "Set it, as a superuser; on Neon and other services in their console",
                        "ALTER SYSTEM SET " + name + " = " + wanted,
                        "SELECT pg_reload_conf()");
        }
    }

    List<Finding> all() {
        return List.copyOf(findings);
    }

    private Finding finding(String check, Verdict verdict, String message) {
        return new Finding(Finding.Part.TARGET, target, check, verdict, message, "", List.of());
    }
}
