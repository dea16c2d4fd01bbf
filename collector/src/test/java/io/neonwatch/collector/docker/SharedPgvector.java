package io.neonwatch.collector.docker;

import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.runtime.config.Secret;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** One PostgreSQL 17 with pgvector for all test classes, from the image that is shipped; each test gets a database. */
public final class SharedPgvector implements ParameterResolver {

    private static final Duration BUILD_LIMIT = Duration.ofMinutes(15);
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final int PORT = 5432;
    private static final String PASSWORD = "postgres";
    private static final String WATCHER = "neonwatch";

    /**
     * A database with the extensions {@code vector} and {@code pg_stat_statements}.
     *
     * @param url without a user
     */
    public record Database(String name, String url) {

        /** As the superuser, who is not watched for what it does. */
        public Connection connect() throws SQLException {
            return connect("postgres", PASSWORD, "test");
        }

        /** As the watcher, who is in {@code pg_monitor}. */
        public Connection watch() throws SQLException {
            return connect(WATCHER, WATCHER, "neonwatch");
        }

        public void execute(String sql) throws SQLException {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        public TargetConfig target() {
            return new TargetConfig(name, url, WATCHER, new Secret(WATCHER), null);
        }

        private Connection connect(String user, String password, String application) throws SQLException {
            return DriverManager.getConnection(
                    url + "?user=" + user + "&password=" + password + "&ApplicationName=" + application);
        }
    }

    private record Server(GenericContainer<?> container) implements AutoCloseable {

        static Server start() {
            Command build = Command.run(
                    BUILD_LIMIT,
                    Path.of("../deploy/docker/build").toAbsolutePath().toString(),
                    "postgresql");
            if (!build.succeeded()) throw new IllegalStateException("The image was not built:\n" + build.output());
            String version = Objects.requireNonNullElse(System.getenv("NEONWATCH_VERSION"), "dev");
            GenericContainer<?> container = new GenericContainer<>(
                            DockerImageName.parse("neonwatch/postgresql:" + version))
                    .withEnv("POSTGRES_PASSWORD", PASSWORD)
                    .withEnv("NEONWATCH_PASSWORD", WATCHER)
                    .withCommand("postgres", "-c", "fsync=off", "-c", "autovacuum=off")
                    .withExposedPorts(PORT)
                    .waitingFor(Wait.forListeningPort().withStartupTimeout(START_LIMIT));
            container.start();
            removeWhenThisProgramEnds(container.getContainerId());
            return new Server(container);
        }

        Database database() throws SQLException {
            String name = "test_" + UUID.randomUUID().toString().substring(0, 8);
            database("postgres").execute("CREATE DATABASE " + name);
            Database database = database(name);
            database.execute("CREATE EXTENSION vector; CREATE EXTENSION pg_stat_statements");
            return database;
        }

        private Database database(String name) {
            return new Database(
                    name,
                    "jdbc:postgresql://" + container.getHost() + ":" + container.getMappedPort(PORT) + "/" + name);
        }

        @Override
        public void close() {
            container.stop();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Database.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Server server = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedPgvector.class))
                .getOrComputeIfAbsent("server", _ -> Server.start(), Server.class);
        try {
            return server.database();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In any way, SIGKILL included: the kernel closes the pipe that a shell of another session waits at. */
    private static void removeWhenThisProgramEnds(String container) {
        try {
            guard = new ProcessBuilder(
                            "setsid",
                            "sh",
                            "-c",
                            "cat >/dev/null; docker rm -f -v \"$1\"",
                            "container-guard",
                            container)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot start setsid and sh, which clear up", e);
        }
    }

    // Held, for a collected Process closes its pipe.
    @SuppressWarnings("unused")
    private static @org.jspecify.annotations.Nullable Process guard;
}
