package io.neonwatch.deploy.part;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;

/** PostgreSQL 17 with pgvector: the watched database, whose owner is no superuser, with a vector index in it. */
public final class Postgresql implements AutoCloseable {

    public static final String DATABASE = "shop";
    /** Who watches, in {@code pg_monitor}; also the password. */
    public static final String WATCHER = "neonwatch";

    /** Without those that are kept for superusers. */
    public static final int CONNECTIONS = 37;

    private static final String OWNER = "shop";
    private static final int PORT = 5432;
    private static final int RESERVED = 3;
    private static final String SET_UP = """
            CREATE ROLE shop LOGIN PASSWORD 'shop';
            ALTER DATABASE shop OWNER TO shop;
            CREATE TABLE document_vectors (id bigint PRIMARY KEY, embedding vector(3));
            INSERT INTO document_vectors VALUES (1, '[0, 0, 0]'), (2, '[1, 1, 1]');
            CREATE INDEX ON document_vectors USING hnsw (embedding vector_l2_ops);
            ALTER TABLE document_vectors OWNER TO shop;
            """;

    private final GenericContainer<?> container;

    private Postgresql(GenericContainer<?> container) {
        this.container = container;
    }

    /** Returns when it takes connections. */
    public static Postgresql start(Network network) {
        GenericContainer<?> container = Parts.container("postgresql")
                .withNetwork(network)
                .withEnv("POSTGRES_DB", DATABASE)
                .withEnv("POSTGRES_PASSWORD", "postgres")
                .withEnv("NEONWATCH_PASSWORD", WATCHER)
                .withCopyToContainer(Transferable.of(SET_UP), "/docker-entrypoint-initdb.d/owner.sql")
                .withCommand("postgres", "-c", "max_connections=" + (CONNECTIONS + RESERVED))
                .withExposedPorts(PORT)
                .waitingFor(Wait.forListeningPort().withStartupTimeout(Parts.START_LIMIT));
        container.start();
        return new Postgresql(container);
    }

    /** The database, without a user. */
    public String url() {
        return "jdbc:postgresql://" + container.getHost() + ":" + container.getMappedPort(PORT) + "/" + DATABASE;
    }

    /** The database, as its owner. */
    public String ownerUrl() {
        return url() + "?user=" + OWNER + "&password=" + OWNER;
    }

    /** The answer to a question, as its owner. */
    public String ask(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(ownerUrl());
                var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }

    @Override
    public void close() {
        container.stop();
    }
}
