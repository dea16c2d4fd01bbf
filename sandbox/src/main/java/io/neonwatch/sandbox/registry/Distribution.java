package io.neonwatch.sandbox.registry;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the registry's files: the build unpacks them into {@code sandbox/target}, an installation has them at its top. */
final class Distribution {

    static final String MAIN_JAR = "quarkus-run.jar";

    private static final String NAME = "apicurio-registry";

    private Distribution() {}

    /**
     * @throws IllegalStateException when it is nowhere; the message says where it was looked for
     */
    static Path locate() {
        String home = System.getProperty("neonwatch.home");
        return find(home == null ? null : Path.of(home), codeLocation());
    }

    static Path find(@Nullable Path home, @Nullable Path code) {
        List<Path> places = new ArrayList<>();
        if (home != null) places.add(home.resolve(NAME));
        for (Path folder = code; folder != null; folder = folder.getParent()) places.add(folder.resolve(NAME));
        return places.stream()
                .filter(place -> Files.isRegularFile(place.resolve(MAIN_JAR)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The schema registry's files are in none of " + places
                        + ": run mvn -pl sandbox -am process-resources, or set -Dneonwatch.home to the directory that holds "
                        + NAME));
    }

    private static @Nullable Path codeLocation() {
        CodeSource source = Distribution.class.getProtectionDomain().getCodeSource();
        if (source == null) return null;
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
