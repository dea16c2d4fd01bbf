package io.neonwatch.collector.sampling.doctor;

import io.neonwatch.collector.sampling.NeonBranch;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.neon.Endpoint;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.neon.NeonException;
import io.neonwatch.runtime.doctor.Examination;
import io.neonwatch.runtime.doctor.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a copy of a target's database, where recall is measured in its place, for what that needs. A suspended compute
 * of Neon is not connected to, since that would wake it.
 */
public final class BranchExamination implements Examination {

    private final TargetConfig copy;
    private final @Nullable NeonBranch original;
    private final @Nullable NeonClient neon;
    private final boolean wake;

    /**
     * @param original where on Neon the target is, of which this is a copy; null where that is not known
     * @param neon null where there is no key
     * @param wake whether a suspended compute may be connected to
     */
    public BranchExamination(
            TargetConfig copy, @Nullable NeonBranch original, @Nullable NeonClient neon, boolean wake) {
        this.copy = copy;
        this.original = original;
        this.neon = neon;
        this.wake = wake;
    }

    @Override
    public Finding.Part part() {
        return Finding.Part.TARGET;
    }

    @Override
    public String subject() {
        return copy.name();
    }

    @Override
    public List<Finding> examine() throws InterruptedException {
        Remarks remarks = new Remarks(copy.name());
        boolean connects = mayConnect(remarks);
        List<Finding> findings = new ArrayList<>(remarks.all());
        if (connects) findings.addAll(OneLook.at(copy, this::ask));
        return findings;
    }

    private boolean mayConnect(Remarks remarks) throws InterruptedException {
        Endpoint endpoint = compute().orElse(null);
        if (endpoint != null) {
            NeonRules.state(endpoint, wake, remarks);
            return !endpoint.disabled() && (wake || !endpoint.suspended());
        }
        if (!copy.isOnNeon() || wake) return true;
        remarks.note(
                "neon compute",
                "the address is on Neon, and whether its compute is suspended is not known; not connected to, which might"
                        + " wake it (--wake does)");
        return false;
    }

    /** A branch is in the project of what it is a branch of, where it is known by its host. */
    private Optional<Endpoint> compute() throws InterruptedException {
        if (neon == null || original == null) return Optional.empty();
        try {
            return neon.listEndpoints(original.project()).stream()
                    .filter(endpoint -> copy.hosts().contains(endpoint.host()))
                    .findFirst();
        } catch (NeonException e) {
            // What the key does not open is said of the project.
            return Optional.empty();
        }
    }

    private List<Finding> ask(Connection connection) throws SQLException {
        TargetFacts facts = TargetFactsReader.read(connection);
        Remarks remarks = new Remarks(copy.name());
        remarks.ok("reachable", "as " + facts.role().name() + " in " + facts.database());
        TargetRules.ofCopy(facts, copy.isLocal(), remarks);
        RecallRights.read(connection, facts.role().name()).judge(facts.database(), remarks);
        return remarks.all();
    }
}
