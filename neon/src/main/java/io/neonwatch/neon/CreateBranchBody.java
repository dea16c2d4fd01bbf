package io.neonwatch.neon;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body that asks for a branch. Neon takes a position or a time, never both. */
record CreateBranchBody(Part branch, @Nullable List<EndpointPart> endpoints) {

    record Part(
            @Nullable String parentId,
            @Nullable String name,
            @Nullable String parentLsn,
            @Nullable Instant parentTimestamp,
            @Nullable Instant expiresAt,
            @Nullable String initSource) {}

    record EndpointPart(String type) {}

    static CreateBranchBody of(NewBranch branch) {
        String lsn = branch.point() instanceof BranchPoint.AtLsn(Lsn position) ? position.toString() : null;
        Instant time = branch.point() instanceof BranchPoint.AtTime(Instant at) ? at : null;
        Instant expiresAt =
                branch.expiresAt() == null ? null : branch.expiresAt().truncatedTo(ChronoUnit.SECONDS);
        Part part = new Part(branch.parentId(), branch.name(), lsn, time, expiresAt, branch.initSource());
        return new CreateBranchBody(part, branch.withEndpoint() ? List.of(new EndpointPart("read_write")) : null);
    }
}
