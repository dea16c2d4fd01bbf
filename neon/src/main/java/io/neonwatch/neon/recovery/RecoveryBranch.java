package io.neonwatch.neon.recovery;

import io.neonwatch.neon.Branch;
import io.neonwatch.neon.Endpoint;
import io.neonwatch.neon.Operation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recovery branch that is there.
 *
 * @param endpoint to connect to; null when it has none
 * @param operations Neon's work on it, as last seen
 * @param created true when this call made it, false when it was there
 */
public record RecoveryBranch(Branch branch, @Nullable Endpoint endpoint, List<Operation> operations, boolean created) {

    public RecoveryBranch {
        operations = List.copyOf(operations);
    }

    public String id() {
        return branch.id();
    }

    public List<String> operationIds() {
        return operations.stream().map(Operation::id).toList();
    }

    /** Where it really starts, as Neon prints it; null where Neon does not say. */
    public @Nullable String resolvedLsn() {
        return branch.parentLsn();
    }

    /** Where it really starts: the last commit at or before the time asked for; null where Neon does not say. */
    public @Nullable Instant resolvedTime() {
        return branch.parentTimestamp();
    }
}
