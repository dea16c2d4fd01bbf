package io.neonwatch.collector.sampling.doctor;

import io.neonwatch.collector.sampling.NeonBranch;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.neon.Endpoint;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.neon.NeonException;
import io.neonwatch.runtime.doctor.Examination;
import io.neonwatch.runtime.doctor.Finding;
import io.neonwatch.runtime.doctor.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at one target. A suspended compute of Neon is not connected to, since that would wake it. */
public final class TargetExamination implements Examination {

    private final TargetConfig target;
    private final @Nullable NeonClient neon;
    private final boolean wake;

    /**
     * @param neon null where there is no key
     * @param wake whether a suspended compute may be connected to
     */
    public TargetExamination(TargetConfig target, @Nullable NeonClient neon, boolean wake) {
        this.target = target;
        this.neon = neon;
        this.wake = wake;
    }

    @Override
    public Finding.Part part() {
        return Finding.Part.TARGET;
    }

    @Override
    public String subject() {
        return target.name();
    }

    @Override
    public List<Finding> examine() throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        NeonBranch branch = target.neon();
        boolean connects = branch == null ? mayConnectUnnamed(findings) : mayConnect(branch, findings);
        if (connects) findings.addAll(OneLook.at(target, this::ask));
        return findings;
    }

    /** What is on Neon and does not say where cannot be asked for. */
    private boolean mayConnectUnnamed(List<Finding> findings) {
        if (!target.isOnNeon()) return true;
        findings.add(finding(
                        Verdict.WARNING,
                        "neon",
                        "the address is on Neon, and without the target's ids there it cannot be known whether the compute"
                                + " is suspended: the collector will wake it and keep it awake")
                .remedy("Give the target neon: {project, branch, endpoint}, and collector.neon an api_key"
                        + (wake ? "" : "; --wake to connect all the same")));
        return wake;
    }

    /** Asks Neon first. */
    private boolean mayConnect(NeonBranch branch, List<Finding> findings) throws InterruptedException {
        if (neon == null) {
            findings.add(finding(
                            Verdict.WARNING,
                            "neon",
                            "whether the compute is suspended cannot be known without Neon's key")
                    .remedy("Give neon.api_key" + (wake ? "" : ", or --wake to connect all the same")));
            return wake;
        }
        try {
            Endpoint endpoint = neon.getEndpoint(branch.project(), branch.endpoint());
            findings.addAll(NeonRules.findings(target, branch, endpoint, wake));
            return !endpoint.disabled() && (wake || !endpoint.suspended());
        } catch (NeonException e) {
            findings.add(finding(Verdict.FAILURE, "neon", String.valueOf(e.getMessage()))
                    .remedy("Check project and endpoint of the target, and what Neon's key may see"));
            return wake;
        }
    }

    private List<Finding> ask(Connection connection) throws SQLException {
        TargetFacts facts = TargetFactsReader.read(connection);
        List<Finding> findings = new ArrayList<>();
        findings.add(finding(Verdict.OK, "reachable", "as " + facts.role().name() + " in " + facts.database()));
        findings.addAll(TargetRules.findings(target.name(), facts, target.neon() != null, target.isLocal()));
        return findings;
    }
}
