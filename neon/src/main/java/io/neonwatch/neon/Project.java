package io.neonwatch.neon;

import java.time.Duration;
import java.util.Objects;

/**
 * A project.
 *
 * @param historyRetentionSeconds how far back its branches can be branched from; 0 for not at all
 * @param branchLogicalSizeLimitBytes how large a branch may grow; 0 for no limit
 */
public record Project(
        String id,
        String name,
        String regionId,
        int pgVersion,
        long historyRetentionSeconds,
        long branchLogicalSizeLimitBytes) {

    public Project {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(regionId, "region_id");
    }

    public Duration historyWindow() {
        return Duration.ofSeconds(historyRetentionSeconds);
    }
}
