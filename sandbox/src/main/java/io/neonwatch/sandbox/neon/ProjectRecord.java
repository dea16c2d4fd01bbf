package io.neonwatch.sandbox.neon;

import java.time.Duration;
import java.time.Instant;

/**
 * @param historyWindow how far back its branches can be branched from
 * @param branchSizeLimit bytes that a branch may grow to; 0 for no limit
 */
public record ProjectRecord(
        String id,
        String name,
        String host,
        int port,
        String database,
        Duration historyWindow,
        long branchSizeLimit,
        Instant createdAt) {}
