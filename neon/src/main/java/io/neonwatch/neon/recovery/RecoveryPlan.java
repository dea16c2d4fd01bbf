package io.neonwatch.neon.recovery;

import io.neonwatch.neon.Branch;
import io.neonwatch.neon.BranchPoint;
import io.neonwatch.neon.Lsn;
import io.neonwatch.neon.NewBranch;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The recovery branch that shall be there.
 *
 * @param project Neon's id of it
 * @param parentBranch id, not name, of the damaged branch
 * @param name see {@link RecoveryName}
 * @param point just before the damage
 * @param expiresAt when Neon shall delete it, at most 30 days ahead; null for never
 * @param withEndpoint true for a read-write compute, without which nobody can connect to the branch
 */
public record RecoveryPlan(
        String project,
        String parentBranch,
        String name,
        BranchPoint point,
        @Nullable Instant expiresAt,
        boolean withEndpoint) {

    /** With a compute. */
    public RecoveryPlan(
            String project, String parentBranch, String name, BranchPoint point, @Nullable Instant expiresAt) {
        this(project, parentBranch, name, point, expiresAt, true);
    }

    NewBranch branch() {
        return new NewBranch(parentBranch, name, point, expiresAt, null, withEndpoint);
    }

    /** Why a branch of the planned name is not the planned branch; empty when it is. */
    Optional<String> mismatch(Branch found) {
        if (!parentBranch.equals(found.parentId())) return Optional.of("its parent is " + found.parentId());
        return switch (point) {
            case BranchPoint.Head() -> Optional.empty();
            case BranchPoint.AtLsn(Lsn planned) -> lsnMismatch(planned, found.parentLsn());
            case BranchPoint.AtTime(Instant planned) -> timeMismatch(planned, found.parentTimestamp());
        };
    }

    /** Neon moves a position to where a record can start. */
    private static Optional<String> lsnMismatch(Lsn planned, @Nullable String resolved) {
        if (resolved == null || Lsn.parse(resolved).aligned().equals(planned.aligned())) return Optional.empty();
        return Optional.of("it starts at LSN " + resolved);
    }

    /** Neon moves a time back to the last commit before it, however long ago that was. */
    private static Optional<String> timeMismatch(Instant planned, @Nullable Instant resolved) {
        if (resolved == null || !resolved.isAfter(planned)) return Optional.empty();
        return Optional.of("it starts at " + resolved);
    }
}
