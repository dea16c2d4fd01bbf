package io.neonwatch.sandbox.neon;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What Neon allows with branches. Every method throws {@link Refusal} for what it does not. */
final class BranchRules {

    private static final Duration LONGEST_LIFE = Duration.ofDays(30);

    private BranchRules() {}

    static void checkName(Collection<BranchRecord> branches, String name) {
        if (branches.stream().anyMatch(branch -> branch.name().equals(name)))
            throw new Refusal(409, "", "branch already exists; branch_name:\"" + name + "\"");
    }

    static void checkParent(BranchRecord parent) {
        if (!parent.isReady()) throw Refusal.unprocessable("branch not ready yet");
        if (parent.expiresAt() != null)
            throw Refusal.unprocessable("cannot create a child of a branch that has an expiration");
    }

    static void checkExpiry(@Nullable Instant expiresAt, boolean isProtected, Instant now) {
        if (expiresAt == null) return;
        if (isProtected) throw Refusal.unprocessable("expires_at cannot be set on a protected branch");
        if (!expiresAt.isAfter(now)) throw Refusal.unprocessable("expires_at must be in the future");
        if (expiresAt.isAfter(now.plus(LONGEST_LIFE)))
            throw Refusal.unprocessable("expires_at must be at most 30 days in the future");
    }

    static void checkDelete(Collection<BranchRecord> branches, BranchRecord branch) {
        if (branch.isDefault()) throw Refusal.unprocessable("cannot delete the default branch");
        if (branch.parentId() == null) throw Refusal.unprocessable("cannot delete a root branch");
        if (branch.isProtected()) throw Refusal.unprocessable("cannot delete protected branch");
        if (branches.stream().anyMatch(other -> branch.id().equals(other.parentId())))
            throw Refusal.unprocessable("cannot delete branch that has children");
    }

    /** The first time at which it can be branched: neither before it was made nor before the project's history. */
    static Instant oldestPoint(BranchRecord branch, Duration historyWindow, Instant now) {
        Instant cutoff = now.minus(historyWindow);
        return branch.createdAt().isAfter(cutoff) ? branch.createdAt() : cutoff;
    }
}
