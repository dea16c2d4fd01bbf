package io.neonwatch.neon;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work that Neon does in the background.
 *
 * @param action for example {@code create_branch}; Neon adds new ones
 * @param status {@code scheduling}, {@code running}, {@code finished}, {@code failed}, {@code error},
 *     {@code cancelling}, {@code cancelled}, {@code skipped}, or one that we do not know
 */
public record Operation(
        String id,
        String projectId,
        @Nullable String branchId,
        @Nullable String endpointId,
        String action,
        String status,
        @Nullable String error,
        int failuresCount,
        @Nullable Instant retryAt,
        Instant createdAt,
        Instant updatedAt) {

    private static final Set<String> DONE = Set.of("finished", "skipped");
    private static final Set<String> FAILED = Set.of("failed", "error");

    public Operation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(projectId, "project_id");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(createdAt, "created_at");
        Objects.requireNonNull(updatedAt, "updated_at");
    }

    public boolean done() {
        return DONE.contains(status);
    }

    public boolean cancelled() {
        return status.equals("cancelled");
    }

    /** True when it has failed, though Neon may try it again. */
    public boolean failed() {
        return FAILED.contains(status);
    }
}
