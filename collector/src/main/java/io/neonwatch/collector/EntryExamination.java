package io.neonwatch.collector;

import io.neonwatch.collector.fleet.discovery.FoundTargets;
import io.neonwatch.collector.fleet.discovery.ProjectConfig;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.doctor.TargetExamination;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.neon.NeonException;
import io.neonwatch.runtime.doctor.Examination;
import io.neonwatch.runtime.doctor.Finding;
import io.neonwatch.runtime.doctor.Verdict;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Looks at the databases that an entry leads to, one after the other, so that it takes one connection at a time, and only
 * at the first few of them: what is said of one is mostly so for all.
 */
final class EntryExamination implements Examination {

    /** How many are looked at. */
    static final int MOST = 10;

    /** No other is begun after it; all examinations together are given twice as long. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** The databases of an entry. */
    private interface Lookup {

        List<TargetConfig> look() throws SQLException, InterruptedException;
    }

    private final String subject;
    private final Lookup lookup;
    private final Function<TargetConfig, Examination> examinations;

    private EntryExamination(String subject, Lookup lookup, Function<TargetConfig, Examination> examinations) {
        this.subject = subject;
        this.lookup = lookup;
        this.examinations = examinations;
    }

    /** Of a server; its own URL is left to its own examination. */
    static EntryExamination of(TargetConfig server) {
        return new EntryExamination(
                server.name(), () -> FoundTargets.of(server), found -> new TargetExamination(found, null, false));
    }

    static EntryExamination of(ProjectConfig project, NeonClient neon, boolean wake) {
        return new EntryExamination(
                project.project(),
                () -> FoundTargets.of(project, neon, MOST),
                found -> new TargetExamination(found, neon, wake));
    }

    @Override
    public Finding.Part part() {
        return Finding.Part.TARGET;
    }

    @Override
    public String subject() {
        return subject;
    }

    @Override
    public List<Finding> examine() throws InterruptedException {
        try {
            return examine(lookup.look());
        } catch (SQLException | NeonException e) {
            return List.of(
                    finding(Verdict.FAILURE, "databases", String.valueOf(e.getMessage()))
                            .remedy(
                                    "See what else is said of it: nothing of it is watched until its databases can be looked up"));
        }
    }

    private List<Finding> examine(List<TargetConfig> found) throws InterruptedException {
        if (found.isEmpty())
            return List.of(finding(Verdict.WARNING, "databases", "it has none that is to be watched")
                    .remedy("Check include and exclude of the entry"));
        long end = System.nanoTime() + LIMIT.toNanos();
        List<Finding> findings = new ArrayList<>();
        Set<Object> said = new HashSet<>();
        int looked = 0;
        for (TargetConfig target : found) {
            if (looked == MOST || System.nanoTime() > end) break;
            for (Finding finding : examinations.apply(target).examine())
                if (finding.verdict() != Verdict.OK && said.add(sameOnServer(target, finding))) findings.add(finding);
            looked++;
        }
        String counted = looked == found.size() ? looked + " found" : "only the first " + looked + " were looked at";
        findings.addFirst(finding(looked == found.size() ? Verdict.OK : Verdict.NOTE, "databases", counted));
        return findings;
    }

    /** What is so for the whole server is said of the first of its databases only. */
    private static List<String> sameOnServer(TargetConfig target, Finding finding) {
        return List.of(
                target.server(),
                finding.check(),
                finding.message(),
                finding.sql().toString());
    }
}
