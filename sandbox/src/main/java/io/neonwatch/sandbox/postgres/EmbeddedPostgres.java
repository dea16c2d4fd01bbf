package io.neonwatch.sandbox.postgres;

import io.neonwatch.sandbox.process.ChildProcess;
import io.neonwatch.sandbox.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server on 127.0.0.1, with {@code pg_stat_statements} and logical decoding, that trusts everybody. Its
 * only user is the superuser {@code postgres}. Data need not survive a power cut, so it does not wait for the disk.
 * Safe for use by many threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    public static final String SUPERUSER = "postgres";
    public static final int DEFAULT_CONNECTIONS = 40;

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Path directory;
    private final Identity identity;
    private final int port;
    private @Nullable ChildProcess server;

    private EmbeddedPostgres(Path directory, Identity identity, int port) {
        this.directory = directory;
        this.identity = identity;
        this.port = port;
    }

    /** As {@link #start(Path, PostgresArchive, int)}, with the first archive on the class path. */
    public static EmbeddedPostgres start(Path directory) {
        return start(directory, PostgresArchive.onClassPath().getFirst(), DEFAULT_CONNECTIONS);
    }

    /**
     * Returns when the server takes connections; takes a few seconds.
     *
     * @param directory exists; a new directory {@code postgres} goes into it
     * @param maxConnections the server's limit, of which three are kept for superusers
     */
    public static EmbeddedPostgres start(Path directory, PostgresArchive archive, int maxConnections) {
        int port = FreePort.choose();
        Path home = directory.toAbsolutePath().resolve("postgres");
        try {
            Identity identity = prepare(home, archive);
            DataDirectory.create(home, identity, ServerSettings.of(port, maxConnections));
            EmbeddedPostgres postgres = new EmbeddedPostgres(home, identity, port);
            postgres.restart();
            // New databases are copies of template1.
            postgres.execute("template1", "CREATE EXTENSION pg_stat_statements");
            postgres.execute(SUPERUSER, "CREATE EXTENSION pg_stat_statements");
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lay out PostgreSQL in " + home + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL was starting", e);
        }
    }

    /**
     * Starts a hot standby of this server by the name {@code standby}. The server stops for it, ending all sessions, and
     * runs again when this returns.
     *
     * @param directory exists; a new directory {@code standby} goes into it
     */
    public synchronized EmbeddedPostgres startStandby(Path directory) {
        int standbyPort = FreePort.choose();
        Path home = directory.toAbsolutePath().resolve("standby");
        try {
            Files.createDirectory(home);
            identity.own(home);
            Files.createSymbolicLink(home.resolve("programs"), this.directory.resolve("programs"));
            stop();
            DataDirectory.copy(this.directory, home, identity, ServerSettings.ofStandby(standbyPort, port));
            restart();
            EmbeddedPostgres standby = new EmbeddedPostgres(home, identity, standbyPort);
            standby.restart();
            return standby;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lay out a standby in " + home + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the standby was starting", e);
        }
    }

    private static Identity prepare(Path home, PostgresArchive archive) throws IOException {
        Files.createDirectory(home);
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Identity identity = Identity.choose(home);
        identity.own(home);
        archive.unpack(home.resolve("programs"));
        return identity;
    }

    public int port() {
        return port;
    }

    /** With the superuser as the user. The database {@code postgres} is always there. */
    public String jdbcUrl(String database) {
        return jdbcUrl(database, SUPERUSER);
    }

    public String jdbcUrl(String database, String user) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + user;
    }

    /**
     * Creates an empty database with the extension {@code pg_stat_statements}.
     *
     * @param owner a new user without special rights
     */
    public void createDatabase(String name, String owner) {
        execute(SUPERUSER, "CREATE ROLE " + quoted(owner) + " LOGIN");
        execute(SUPERUSER, "CREATE DATABASE " + quoted(name) + " OWNER " + quoted(owner));
    }

    /** Adds a user in {@code pg_monitor}. */
    public void createMonitor(String name) {
        execute(SUPERUSER, "CREATE ROLE " + quoted(name) + " LOGIN IN ROLE pg_monitor");
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Ends all sessions and the server, in good order. */
    public synchronized void stop() {
        signal("INT");
    }

    /** Ends the server as a crash would: it recovers from its log at the next start. */
    public synchronized void kill() {
        signal("QUIT");
    }

    /** Runs again on the same port with the same data; stops first if necessary. */
    public synchronized void restart() {
        stop();
        List<String> command = new ArrayList<>(identity.prefix());
        command.addAll(List.of(
                directory.resolve("programs/bin/postgres").toString(),
                "-D",
                directory.resolve("data").toString()));
        ChildProcess starting = ChildProcess.start("postgres", command, Map.of("TZ", "UTC"), directory, "QUIT", GRACE);
        server = starting;
        awaitConnections(starting);
    }

    @Override
    public void close() {
        stop();
    }

    private void signal(String signal) {
        if (server == null) return;
        server.signal(signal);
        server = null;
    }

    private void awaitConnections(ChildProcess starting) {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                execute(SUPERUSER, "SELECT 1");
                return;
            } catch (IllegalStateException notYet) {
                if (starting.isRunning() && System.nanoTime() < limit) LockSupport.parkNanos(POLL.toNanos());
                else throw new IllegalStateException("PostgreSQL does not start:\n" + starting.lastOutput(), notYet);
            }
        }
    }

    private void execute(String database, String sql) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(database));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + " failed: " + e.getMessage(), e);
        }
    }
}
