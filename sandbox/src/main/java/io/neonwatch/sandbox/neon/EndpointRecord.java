package io.neonwatch.sandbox.neon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A compute as the control plane keeps it.
 *
 * @param type {@code read_write} or {@code read_only}
 * @param state {@code init}, {@code active} or {@code idle}
 */
public record EndpointRecord(
        String id,
        String projectId,
        String branchId,
        String host,
        String type,
        String state,
        long suspendTimeoutSeconds,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant startedAt,
        @Nullable Instant suspendedAt) {

    EndpointRecord active(Instant now) {
        return new EndpointRecord(
                id, projectId, branchId, host, type, "active", suspendTimeoutSeconds, createdAt, now, now, null);
    }

    EndpointRecord idle(Instant now) {
        return new EndpointRecord(
                id, projectId, branchId, host, type, "idle", suspendTimeoutSeconds, createdAt, now, startedAt, now);
    }
}
