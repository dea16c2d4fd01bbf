package io.neonwatch.deploy.docker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Our images, from the Dockerfiles that the user builds, with the jars that this run of Maven has packaged. Each is
 * built once per run, which takes seconds when nothing has changed.
 */
public final class Images {

    /** As {@code deploy/docker/build} names it. */
    public static final String VERSION = Objects.requireNonNullElse(System.getenv("NEONWATCH_VERSION"), "dev");

    private static final Path BUILD = Path.of("docker", "build");
    // Without any layer at hand, and with Debian's packages to fetch.
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Set<String> BUILT = new HashSet<>();

    private Images() {}

    /** The full name of an image of ours, for example {@code neonwatch/kafka:dev}. */
    public static String name(String image) {
        return "neonwatch/" + image + ":" + VERSION;
    }

    /**
     * Builds those that this run has not built yet.
     *
     * @param images for example {@code kafka}
     * @throws IllegalStateException with the last words of the build
     */
    public static synchronized void build(String... images) {
        List<String> missing = new ArrayList<>(List.of(images));
        missing.removeAll(BUILT);
        if (missing.isEmpty()) return;
        List<String> command = new ArrayList<>(List.of(BUILD.toAbsolutePath().toString(), "--packaged"));
        command.addAll(missing);
        CommandResult result = CommandResult.of(command, LIMIT);
        if (!result.succeeded())
            throw new IllegalStateException("The images " + missing + " were not built:\n" + result.output());
        BUILT.addAll(missing);
    }
}
