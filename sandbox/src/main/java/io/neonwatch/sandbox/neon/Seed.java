package io.neonwatch.sandbox.neon;

import org.jspecify.annotations.Nullable;

/**
 * A project with its default branch and the branch's compute.
 *
 * @param project lower-case letters, digits and hyphens, as all ids
 * @param host of the database behind the compute
 * @param port of the database; shown on the page only, since Neon's API has none
 */
public record Seed(
        String project, String branch, String branchName, String endpoint, String host, int port, String database) {

    /** A project whose ids look like Neon's. */
    public static Seed of(String host, int port, String database) {
        return new Seed(
                "quiet-harbor-40617382", "br-summer-art-a864udht", "main", "ep-old-sun-a8x2k9qd", host, port, database);
    }

    /** @throws IllegalArgumentException when an id could not be one of Neon's */
    public Seed {
        requireId(project);
        requireId(branch);
        requireId(endpoint);
    }

    private static void requireId(@Nullable String id) {
        if (id == null || !id.matches("[a-z0-9-]{1,60}"))
            throw new IllegalArgumentException("an id has 1 to 60 lower-case letters, digits and hyphens: " + id);
    }
}
