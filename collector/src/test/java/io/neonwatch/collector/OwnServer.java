package io.neonwatch.collector;

import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.runtime.config.Secret;
import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import io.neonwatch.sandbox.postgres.PostgresArchive;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A server for one test class, which may do it any harm; with the database {@code shop} and the user {@code watcher}. */
final class OwnServer implements AutoCloseable {

    static final int CONNECTIONS = 15;

    private final TemporaryDirectory directory = TemporaryDirectory.create("bad-input-test");
    private final EmbeddedPostgres postgres;

    OwnServer() {
        postgres = EmbeddedPostgres.start(
                directory.path(), PostgresArchive.onClassPath().getFirst(), CONNECTIONS);
        postgres.createDatabase("shop", "shop");
        postgres.createMonitor("watcher");
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    Path directory() {
        return directory.path();
    }

    TargetConfig target() {
        return target("shop", "watcher", null);
    }

    TargetConfig target(String databaseAndParameters, String user, @Nullable String password) {
        return new TargetConfig(
                "shop",
                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + databaseAndParameters,
                user,
                password == null ? null : new Secret(password),
                null);
    }

    Connection connect(String user) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl("shop", user));
    }

    /** As the superuser. */
    void execute(String... statements) throws SQLException {
        try (Connection connection = connect(EmbeddedPostgres.SUPERUSER);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) statement.execute(sql);
        }
    }

    /** The first column of the first row, asked by the superuser. */
    String ask(String sql) throws SQLException {
        try (Connection connection = connect(EmbeddedPostgres.SUPERUSER);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** Puts lines before the others of {@code pg_hba.conf}. */
    void addToHostBasedAuthentication(String lines) throws IOException, SQLException {
        Path file = Path.of(ask("SHOW hba_file"));
        Files.writeString(file, lines + "\n" + Files.readString(file));
        execute("SELECT pg_reload_conf()");
    }

    @Override
    public void close() {
        postgres.close();
        directory.close();
    }
}
