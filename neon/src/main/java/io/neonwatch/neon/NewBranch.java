package io.neonwatch.neon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A branch to be created.
 *
 * @param parentId null for the project's default branch
 * @param name 1 to 256 characters, unlike that of any other branch of the project; null to let Neon choose
 * @param expiresAt when Neon shall delete it, to the second, at most 30 days ahead; null for never
 * @param initSource {@code parent-data} or {@code schema-only}; null for Neon's default, which is the former
 * @param withEndpoint true for a read-write compute to connect to
 */
public record NewBranch(
        @Nullable String parentId,
        @Nullable String name,
        BranchPoint point,
        @Nullable Instant expiresAt,
        @Nullable String initSource,
        boolean withEndpoint) {

    public NewBranch {
        if (name != null && (name.isBlank() || name.length() > 256))
            throw new IllegalArgumentException("a branch's name has 1 to 256 characters");
    }
}
