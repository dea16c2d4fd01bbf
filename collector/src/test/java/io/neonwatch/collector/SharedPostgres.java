package io.neonwatch.collector;

import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One PostgreSQL server of each version for all test classes that do no harm to it; each asks for a database of its own.
 */
public final class SharedPostgres implements ParameterResolver {

    /** A database of the shared server. */
    public record Database(EmbeddedPostgres server, String name) {

        public Connection connect() throws SQLException {
            return connect("test");
        }

        public Connection connect(String application) throws SQLException {
            return DriverManager.getConnection(server.jdbcUrl(name) + "&ApplicationName=" + application);
        }

        public void execute(String sql) throws SQLException {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        public TargetConfig target(String user) {
            return new TargetConfig(
                    name, "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + name, user, null, null, null);
        }
    }

    /** Databases of servers of every supported version; each server starts when it is first asked for. */
    public interface Servers {

        Database database(PostgresVersion version);
    }

    private record Server(TemporaryDirectory directory, EmbeddedPostgres postgres) implements AutoCloseable {

        static Server start(PostgresVersion version) {
            TemporaryDirectory directory = TemporaryDirectory.create("collector-test");
            return new Server(
                    directory,
                    EmbeddedPostgres.start(directory.path(), version.archive(), EmbeddedPostgres.DEFAULT_CONNECTIONS));
        }

        Database database() {
            String name = "test_" + UUID.randomUUID().toString().substring(0, 8);
            postgres.createDatabase(name, name + "_owner");
            return new Database(postgres, name);
        }

        @Override
        public void close() {
            postgres.close();
            directory.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Database.class || type == Servers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Servers servers = version -> server(version, context).database();
        return parameter.getParameter().getType() == Servers.class
                ? servers
                : servers.database(PostgresVersion.POSTGRESQL_17);
    }

    private static Server server(PostgresVersion version, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedPostgres.class))
                .getOrComputeIfAbsent(version, Server::start, Server.class);
    }
}
