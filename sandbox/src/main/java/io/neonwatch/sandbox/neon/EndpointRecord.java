package io.neonwatch.sandbox.neon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A compute as the control plane keeps it.
 *
 * @param type {@code read_write} or {@code read_only}
 * @param state {@code init}, {@code active} or {@code idle}
 * @param lastActive when it was last used by anybody
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
        @Nullable Instant suspendedAt,
        @Nullable Instant lastActive) {

    EndpointRecord active(Instant now) {
        return with("active", suspendTimeoutSeconds, now, now, null, now);
    }

    EndpointRecord idle(Instant now) {
        return with("idle", suspendTimeoutSeconds, now, startedAt, now, lastActive);
    }

    EndpointRecord usedAt(Instant time) {
        return with(state, suspendTimeoutSeconds, updatedAt, startedAt, suspendedAt, time);
    }

    EndpointRecord suspendedAfter(long seconds) {
        return with(state, seconds, updatedAt, startedAt, suspendedAt, lastActive);
    }

    private EndpointRecord with(
            String newState,
            long timeoutSeconds,
            Instant updated,
            @Nullable Instant started,
            @Nullable Instant suspended,
            @Nullable Instant used) {
        return new EndpointRecord(
                id,
                projectId,
                branchId,
                host,
                type,
                newState,
                timeoutSeconds,
                createdAt,
                updated,
                started,
                suspended,
                used);
    }
}
