package io.neonwatch.neon;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A compute of a branch, and the host to connect to.
 *
 * @param type {@code read_write} or {@code read_only}
 * @param currentState {@code init}, {@code active}, {@code idle} (suspended), or one that we do not know
 * @param suspendTimeoutSeconds 0 for Neon's default, -1 for never
 */
public record Endpoint(
        String id,
        String projectId,
        String branchId,
        String host,
        String type,
        String currentState,
        @Nullable String pendingState,
        boolean disabled,
        boolean poolerEnabled,
        long suspendTimeoutSeconds,
        @Nullable Instant lastActive,
        @Nullable Instant startedAt,
        @Nullable Instant suspendedAt) {

    public Endpoint {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(projectId, "project_id");
        Objects.requireNonNull(branchId, "branch_id");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(currentState, "current_state");
    }

    public boolean readWrite() {
        return type.equals("read_write");
    }

    /** True when Neon has suspended the compute; a connection would wake it. */
    public boolean suspended() {
        return currentState.equals("idle");
    }
}
