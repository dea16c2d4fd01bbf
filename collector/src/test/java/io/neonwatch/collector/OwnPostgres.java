package io.neonwatch.collector;

import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/** Servers for one test class that does harm to them; each starts when it is first asked for. */
public final class OwnPostgres implements AutoCloseable {

    private final TemporaryDirectory directory = TemporaryDirectory.create("own-postgres");
    private final Map<PostgresVersion, EmbeddedPostgres> servers = new EnumMap<>(PostgresVersion.class);

    /** The database {@code postgres}, on a server that can prepare transactions. */
    public Database database(PostgresVersion version) {
        return new Database(servers.computeIfAbsent(version, this::start), EmbeddedPostgres.SUPERUSER);
    }

    private EmbeddedPostgres start(PostgresVersion version) {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.start(
                    Files.createDirectory(directory.path().resolve(version.name())),
                    version.archive(),
                    EmbeddedPostgres.DEFAULT_CONNECTIONS);
            new Database(server, EmbeddedPostgres.SUPERUSER).execute("ALTER SYSTEM SET max_prepared_transactions = 5");
            server.restart();
            return server;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        servers.values().forEach(EmbeddedPostgres::close);
        directory.close();
    }
}
