package io.neonwatch.sandbox.neon;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A piece of background work as the control plane keeps it. */
public record OperationRecord(
        String id,
        String projectId,
        @Nullable String branchId,
        @Nullable String endpointId,
        String action,
        String status,
        @Nullable String error,
        Instant createdAt,
        Instant updatedAt) {

    OperationRecord with(String newStatus, @Nullable String newError, Instant now) {
        return new OperationRecord(id, projectId, branchId, endpointId, action, newStatus, newError, createdAt, now);
    }

    boolean ended() {
        return switch (status) {
            case "finished", "failed", "cancelled", "skipped" -> true;
            default -> false;
        };
    }

    Duration lasted() {
        return Duration.between(createdAt, updatedAt);
    }
}
