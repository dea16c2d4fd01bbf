package io.neonwatch.collector.sampling;

/** Where on Neon a target is, by the ids that Neon's console shows. */
public record NeonBranch(String project, String branch, String endpoint) {

    public NeonBranch {
        checked("project", project);
        checked("branch", branch);
        checked("endpoint", endpoint);
    }

    private static void checked(String key, String id) {
        if (!id.matches("[a-z0-9-]{1,60}"))
            throw new IllegalArgumentException(
                    key + " must be Neon's id: up to 60 lower-case letters, digits and hyphens, not a display name");
    }
}
