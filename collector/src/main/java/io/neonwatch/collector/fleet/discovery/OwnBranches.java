package io.neonwatch.collector.fleet.discovery;

import io.neonwatch.collector.sampling.NamePatterns;
import java.util.List;

/** Tells the branches that Neonwatch itself makes, which nobody wants to be paged about. */
final class OwnBranches {

    private static final List<String> PREFIXES = List.of("recovery-", "backup-");

    private OwnBranches() {}

    /** Whether a branch is Neonwatch's own, by its name, and no pattern asks for such branches expressly. */
    static boolean leaveOut(String branch, NamePatterns wanted) {
        return PREFIXES.stream()
                .anyMatch(prefix -> branch.startsWith(prefix)
                        && wanted.include().stream().noneMatch(pattern -> pattern.startsWith(prefix)));
    }
}
