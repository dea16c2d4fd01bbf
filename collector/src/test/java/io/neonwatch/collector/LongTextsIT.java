package io.neonwatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.sampling.Observation;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.ServerQueries;
import io.neonwatch.collector.sampling.statements.StatementsProbe;
import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import io.neonwatch.schemas.QueryStats;
import io.neonwatch.schemas.QueryText;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server of its own, since it fills half a gigabyte with texts. */
class LongTextsIT {

    private static final int STATEMENTS = 5_000;

    private final StatementsProbe probe = new StatementsProbe(new Origin("orders", "collector-1"), new ServerQueries());

    @Test
    void shouldCountEveryStatementAndReadTheLongTextsALittleAtATime() throws SQLException {
        // Given
        try (TemporaryDirectory directory = TemporaryDirectory.create("long-texts");
                EmbeddedPostgres server =
                        EmbeddedPostgres.start(directory.path(), PostgresVersion.POSTGRESQL_17.archive(), 20)) {
            server.createDatabase("orders", "orders_owner");
            makeRoom(server);
            try (Connection client = DriverManager.getConnection(server.jdbcUrl("orders"));
                    Connection connection = DriverManager.getConnection(server.jdbcUrl("orders"))) {
                probe.read(connection);
                runLongStatements(client);
                assertThat(longEntries(client)).isEqualTo(STATEMENTS);

                // When
                Reading first = probe.read(connection);
                Reading second = probe.read(connection);

                // Then
                assertThat(values(first, QueryStats.class))
                        .singleElement()
                        .satisfies(stats -> assertThat(stats.getQueries()).hasSizeGreaterThanOrEqualTo(STATEMENTS));
                List<QueryText> texts = values(first, QueryText.class);
                assertThat(texts).hasSizeLessThanOrEqualTo(1_000);
                assertThat(texts).allSatisfy(text -> assertThat(text.getText()).hasSizeLessThanOrEqualTo(10_000));
                assertThat(texts.isEmpty()).isEqualTo(first.shortcoming().contains("query texts"));
                assertThat(values(second, QueryStats.class)).hasSize(1);
            }
        }
    }

    /** The server's own statements and the collector's have entries, too; by default there are 5,000. */
    private static void makeRoom(EmbeddedPostgres server) throws SQLException {
        try (Connection client = DriverManager.getConnection(server.jdbcUrl("orders"));
                Statement statement = client.createStatement()) {
            statement.execute("ALTER SYSTEM SET pg_stat_statements.max = 6000");
        }
        server.restart();
    }

    /** Each with another combination of columns, and so with another id. */
    private static void runLongStatements(Connection client) throws SQLException {
        String padding = "x".repeat(100_000);
        try (Statement statement = client.createStatement()) {
            statement.execute("CREATE TABLE t (c0 int, c1 int, c2 int, c3 int, c4 int, c5 int, c6 int, c7 int, c8 int, "
                    + "c9 int, c10 int, c11 int, c12 int)");
            for (int number = 1; number <= STATEMENTS; number++) {
                StringBuilder columns = new StringBuilder("1");
                for (int bit = 0; bit < 13; bit++)
                    if ((number >> bit & 1) == 1) columns.append(", c").append(bit);
                statement.execute("SELECT " + columns + " FROM t /*" + padding + "*/ WHERE false");
            }
        }
    }

    private static int longEntries(Connection client) throws SQLException {
        try (Statement statement = client.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(DISTINCT queryid) FROM pg_stat_statements"
                        + " WHERE query LIKE 'SELECT%FROM t /*xxx%' AND length(query) > 100000")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static <V> List<V> values(Reading reading, Class<V> type) {
        return reading.observations().stream()
                .map(Observation::value)
                .map(Object.class::cast)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
