package io.neonwatch.neon;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A branch of a project.
 *
 * @param parentLsn the resolved point on the parent where it starts; null for a root branch, and where Neon does not say
 * @param parentTimestamp as {@code parentLsn}, as a time
 * @param currentState {@code init}, {@code resetting}, {@code ready}, {@code archived}, or one that we do not know
 * @param logicalSize bytes of all its databases, some minutes old; null where Neon does not know it yet
 * @param activeTimeSeconds how long its computes were awake, in this billing period as the two that follow
 * @param computeTimeSeconds the same times their size: seconds of one compute unit
 * @param expiresAt when Neon deletes it; null for never
 */
public record Branch(
        String id,
        String projectId,
        @Nullable String parentId,
        @Nullable String parentLsn,
        @Nullable Instant parentTimestamp,
        String name,
        String currentState,
        @Nullable String pendingState,
        @JsonProperty("default") boolean isDefault,
        @JsonProperty("protected") boolean isProtected,
        @Nullable Long logicalSize,
        long activeTimeSeconds,
        long computeTimeSeconds,
        long writtenDataBytes,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    public Branch {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(projectId, "project_id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(currentState, "current_state");
        Objects.requireNonNull(createdAt, "created_at");
    }

    /** True when a compute can use it; from an archive only more slowly. */
    public boolean usable() {
        return currentState.equals("ready") || currentState.equals("archived");
    }
}
