package io.neonwatch.neon.recovery;

import io.neonwatch.neon.Branch;
import io.neonwatch.neon.CreatedBranch;
import io.neonwatch.neon.Endpoint;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.neon.NeonException;
import io.neonwatch.neon.NeonException.Kind;
import io.neonwatch.neon.Operation;
import io.neonwatch.neon.OperationPolling;
import io.neonwatch.neon.Operations;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes recovery branches. Any number of repeats, from any number of callers, makes one branch: its name is unique
 * within the project, and whoever does not know what became of a request looks for the name.
 */
public final class RecoveryBranches {

    private static final int ATTEMPTS = 4;

    private final NeonClient client;
    private final OperationPolling polling;

    public RecoveryBranches(NeonClient client) {
        this(client, OperationPolling.USUAL);
    }

    public RecoveryBranches(NeonClient client, OperationPolling polling) {
        this.client = client;
        this.polling = polling;
    }

    /** {@link #request} and {@link #awaitReady}. */
    public RecoveryBranch createOrFind(RecoveryPlan plan) throws InterruptedException {
        return awaitReady(request(plan));
    }

    /**
     * Returns the planned branch as soon as Neon has it, which may be before it can be used.
     *
     * @throws NeonException {@code CONFLICT} when the name belongs to another branch, {@code OUTSIDE_HISTORY} when the
     *     point is too old; a kind that is temporary asks for the same plan again later
     */
    public RecoveryBranch request(RecoveryPlan plan) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Optional<Branch> there = client.findBranch(plan.project(), plan.name());
            if (there.isPresent()) return found(plan, there.get());
            try {
                return created(plan, client.createBranch(plan.project(), plan.branch()));
            } catch (NeonException failure) {
                // Someone else was faster, or the answer was lost: the name tells.
                boolean lookAgain =
                        failure.kind() == Kind.CONFLICT || failure.kind().outcomeUnknown();
                if (!lookAgain || attempt == ATTEMPTS) throw explained(plan, failure);
                TimeUnit.NANOSECONDS.sleep(polling.interval().toNanos());
            }
        }
    }

    /**
     * Waits until Neon has done its work on the branch and it can be used.
     *
     * @throws NeonException {@code OPERATION_FAILED}, {@code TIMED_OUT}
     */
    public RecoveryBranch awaitReady(RecoveryBranch requested) throws InterruptedException {
        String project = requested.branch().projectId();
        List<Operation> ended = new Operations(client, polling).awaitDone(requested.operations());
        Branch branch = awaitUsable(project, requested.id());
        Endpoint endpoint = requested.endpoint() == null
                ? null
                : client.getEndpoint(project, requested.endpoint().id());
        return new RecoveryBranch(branch, endpoint, ended, requested.created());
    }

    private RecoveryBranch created(RecoveryPlan plan, CreatedBranch created) {
        verify(plan, created.branch());
        return new RecoveryBranch(created.branch(), readWrite(created.endpoints()), created.operations(), true);
    }

    private RecoveryBranch found(RecoveryPlan plan, Branch branch) throws InterruptedException {
        verify(plan, branch);
        // What failed on a branch that can be used all the same is no part of its making.
        List<Operation> operations = client
                .listOperations(plan.project(), branch.createdAt().minusSeconds(1))
                .stream()
                .filter(operation -> branch.id().equals(operation.branchId()))
                .filter(operation -> !branch.usable() || !(operation.failed() || operation.cancelled()))
                .toList();
        Endpoint endpoint = readWrite(client.listEndpoints(plan.project(), branch.id()));
        return new RecoveryBranch(branch, endpoint, operations, false);
    }

    private static void verify(RecoveryPlan plan, Branch branch) {
        plan.mismatch(branch).ifPresent(difference -> {
            throw new NeonException(
                    Kind.CONFLICT,
                    "Branch " + branch.id() + " has the name " + plan.name() + " but is not the planned branch of "
                            + plan.parentBranch() + " at " + plan.point() + ": " + difference
                            + ". Rename or delete it and ask again.");
        });
    }

    private NeonException explained(RecoveryPlan plan, NeonException failure) throws InterruptedException {
        return HistoryWindow.explain(client, plan, failure);
    }

    private Branch awaitUsable(String project, String id) throws InterruptedException {
        long deadline = System.nanoTime() + polling.timeout().toNanos();
        while (true) {
            Branch branch = client.getBranch(project, id);
            if (branch.usable()) return branch;
            if (System.nanoTime() - deadline >= 0)
                throw new NeonException(
                        Kind.TIMED_OUT,
                        "Branch " + id + " of project " + project + " is still " + branch.currentState() + " after "
                                + polling.timeout().toSeconds() + " s. It may still become ready: ask again later.");
            TimeUnit.NANOSECONDS.sleep(polling.interval().toNanos());
        }
    }

    private static @Nullable Endpoint readWrite(List<Endpoint> endpoints) {
        return endpoints.stream().filter(Endpoint::readWrite).findFirst().orElse(null);
    }
}
