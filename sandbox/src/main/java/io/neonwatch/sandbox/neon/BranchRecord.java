package io.neonwatch.sandbox.neon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A branch as the control plane keeps it.
 *
 * @param parentLsn where it starts, if it was asked for by position
 * @param parentTimestamp where it starts, if it was asked for by time or at the head
 * @param state {@code init} or {@code ready}
 * @param logicalSize bytes of its databases; null where nobody has measured them
 */
public record BranchRecord(
        String id,
        String projectId,
        String name,
        @Nullable String parentId,
        @Nullable String parentLsn,
        @Nullable Instant parentTimestamp,
        String initSource,
        String state,
        boolean isDefault,
        boolean isProtected,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant expiresAt,
        @Nullable Long logicalSize) {

    BranchRecord ready(Instant now) {
        return new BranchRecord(
                id,
                projectId,
                name,
                parentId,
                parentLsn,
                parentTimestamp,
                initSource,
                "ready",
                isDefault,
                isProtected,
                createdAt,
                now,
                expiresAt,
                logicalSize);
    }

    boolean isReady() {
        return state.equals("ready");
    }
}
