package io.neonwatch.notifier.recovery;

import io.neonwatch.neon.Branch;
import io.neonwatch.neon.BranchPoint;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.neon.recovery.RecoveryBranch;
import io.neonwatch.neon.recovery.RecoveryBranches;
import io.neonwatch.neon.recovery.RecoveryPlan;
import io.neonwatch.runtime.health.Health;
import io.neonwatch.runtime.health.HealthCheck;
import io.neonwatch.schemas.Recovery;
import io.neonwatch.schemas.RecoveryPoint;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recovery branches on Neon, and whether Neon can be asked now. */
public final class NeonBranches implements HealthCheck, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(NeonBranches.class);
    private static final String PREFIX = "recovery-";

    private final NeonClient client;
    private final RecoveryBranches branches;
    private volatile Health health = Health.READY;

    public NeonBranches(NeonClient client) {
        this.client = client;
        this.branches = new RecoveryBranches(client);
    }

    @Override
    public String name() {
        return "neon";
    }

    @Override
    public Health check() {
        return health;
    }

    @Override
    public void close() {
        client.close();
    }

    /** The project's recovery branches; none when this recovery's own is there, since then no further one is made. */
    List<String> othersOpen(Recovery recovery) throws InterruptedException {
        List<String> names = client.listBranches(recovery.getProject(), PREFIX).stream()
                .map(Branch::name)
                .filter(name -> name.startsWith(PREFIX))
                .toList();
        return names.contains(recovery.getBranchName()) ? List.of() : names;
    }

    /** Creates the branch, or finds it where an earlier request has. It may not be usable yet. */
    RecoveryBranch request(Recovery recovery) throws InterruptedException {
        return branches.request(new RecoveryPlan(
                recovery.getProject(),
                recovery.getParentBranch(),
                recovery.getBranchName(),
                point(recovery.getPoint()),
                recovery.getExpiresAt()));
    }

    RecoveryBranch awaitReady(RecoveryBranch requested) throws InterruptedException {
        return branches.awaitReady(requested);
    }

    synchronized void reached() {
        if (!health.ready()) LOGGER.atInfo().log("Neon is back");
        health = Health.READY;
    }

    synchronized void failed(String reason) {
        if (health.ready())
            LOGGER.atWarn().addKeyValue("reason", reason).log("Neon cannot be asked; trying again until it can");
        health = Health.notReady(reason);
    }

    private static BranchPoint point(RecoveryPoint point) {
        return point.getLsn() == null ? BranchPoint.time(point.getAt()) : BranchPoint.lsn(point.getLsn());
    }
}
