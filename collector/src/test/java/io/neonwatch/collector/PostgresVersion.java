package io.neonwatch.collector;

import io.neonwatch.sandbox.postgres.PostgresArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;

/** The versions of PostgreSQL that can be watched. Maven has put their programs into {@code target/postgresql}. */
public enum PostgresVersion {
    POSTGRESQL_14,
    POSTGRESQL_15,
    POSTGRESQL_16,
    POSTGRESQL_17,
    POSTGRESQL_18;

    public int major() {
        return Integer.parseInt(name().substring("POSTGRESQL_".length()));
    }

    public PostgresArchive archive() {
        // Each of the jars holds one archive, under the name that it has on the class path.
        String path = PostgresArchive.onClassPath().getFirst().content().getPath();
        String entry = path.substring(path.lastIndexOf('!'));
        try {
            URL content = URI.create("jar:"
                            + Path.of("target/postgresql/" + major() + ".jar").toUri() + entry)
                    .toURL();
            return new PostgresArchive(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
