package io.neonwatch.collector.sampling.doctor;

import io.neonwatch.collector.sampling.NeonBranch;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.neon.Endpoint;
import io.neonwatch.runtime.doctor.Finding;
import java.util.List;

/** What Neon says of a target's compute. */
final class NeonRules {

    private NeonRules() {}

    static List<Finding> findings(TargetConfig target, NeonBranch branch, Endpoint endpoint, boolean wake) {
        Remarks remarks = new Remarks(target.name());
        if (!endpoint.branchId().equals(branch.branch()))
            remarks.warning(
                    "neon branch",
                    "the compute " + endpoint.id() + " is of the branch " + endpoint.branchId() + ", not "
                            + branch.branch(),
                    "Correct neon.branch of the target: recovery branches would start from the wrong one");
        if (!target.hosts().contains(endpoint.host()))
            remarks.warning(
                    "neon host",
                    "the compute " + endpoint.id() + " is at " + endpoint.host() + ", which url does not name",
                    "Correct url, or neon.endpoint of the target");
        state(endpoint, wake, remarks);
        return remarks.all();
    }

    /** Whether there is something to connect to. */
    static void state(Endpoint endpoint, boolean wake, Remarks remarks) {
        if (endpoint.disabled())
            remarks.failure(
                    "neon compute", "the compute " + endpoint.id() + " is disabled", "Enable it in Neon's console");
        else if (endpoint.suspended() && !wake)
            remarks.note("neon compute", "suspended; not connected to, which would wake it (--wake does)");
        else remarks.ok("neon compute", endpoint.currentState());
    }
}
