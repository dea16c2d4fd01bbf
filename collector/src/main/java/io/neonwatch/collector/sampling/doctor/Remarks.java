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
        if (good) ok("setting " + name, value);
        else
            warning(
                    "setting " + name,
                    "it is " + value + "; without it " + without + " is missing",
                    "Set it, as a superuser; on Neon and other services in their console",
                    "ALTER SYSTEM SET " + name + " = " + wanted,
                    "SELECT pg_reload_conf()");
    }

    List<Finding> all() {
        return List.copyOf(findings);
    }

    private Finding finding(String check, Verdict verdict, String message) {
        return new Finding(Finding.Part.TARGET, target, check, verdict, message, "", List.of());
    }
}
