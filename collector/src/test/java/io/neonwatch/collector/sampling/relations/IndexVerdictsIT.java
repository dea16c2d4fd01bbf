package io.neonwatch.collector.sampling.relations;

import static io.neonwatch.collector.sampling.Batches.points;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.PostgresVersion;
import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.Server;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which indexes are said to be of no use, where that is not plain to see. */
@ExtendWith(SharedPostgres.class)
class IndexVerdictsIT {

    private static final String INDEX = "postgresql.index.name";

    private final RelationsProbe probe = new RelationsProbe(RelationsConfig.DEFAULT);

    @ParameterizedTest
    @EnumSource
    void shouldNotCallAPartsIndexUnusedWhileAnotherPartsIsUsed(PostgresVersion version, SharedPostgres.Servers servers)
            throws SQLException {
        // Given partitions of partitions, of which one is read by one of two indexes
        Database database = servers.database(version);
        database.execute("CREATE TABLE events (id int, at int, note text) PARTITION BY RANGE (at);"
                + "CREATE TABLE old PARTITION OF events FOR VALUES FROM (0) TO (10);"
                + "CREATE TABLE new PARTITION OF events FOR VALUES FROM (10) TO (20) PARTITION BY LIST (id);"
                + "CREATE TABLE new_1 PARTITION OF new FOR VALUES IN (1);"
                + "CREATE INDEX ON events (at); CREATE INDEX ON events (note); CREATE INDEX own ON old (id);"
                + "INSERT INTO events VALUES (1, 1, 'a'), (1, 15, 'b')");
        database.execute("SET enable_seqscan = off; SET enable_bitmapscan = off; SELECT * FROM new_1 WHERE at = 15");

        // When
        try (Connection connection = connect(database, version)) {
            await().atMost(ofSeconds(30)).untilAsserted(() -> {
                Reading reading = probe.read(connection);

                // Then
                assertThat(points(reading, "neonwatch.index.unused.size"))
                        .extracting(point -> point.attributes().get(INDEX))
                        .containsExactlyInAnyOrder("own", "old_note_idx", "new_1_note_idx");
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotCallRedundantWhatAPartitionedIndexNeeds(PostgresVersion version, SharedPostgres.Servers servers)
            throws SQLException {
        // Given a part whose own indexes do what those of the whole do, and a whole with two that do the same
        Database database = servers.database(version);
        database.execute("CREATE TABLE events (id int, at int, note text) PARTITION BY RANGE (at);"
                + "CREATE TABLE old PARTITION OF events FOR VALUES FROM (0) TO (10);"
                + "CREATE UNIQUE INDEX own_unique ON old (id); CREATE INDEX own_wide ON old (at, note);"
                + "CREATE INDEX ON events (id); CREATE INDEX ON events (at);"
                + "CREATE INDEX one ON events (note); CREATE INDEX two ON events (note)");

        // When
        try (Connection connection = connect(database, version)) {
            Reading reading = probe.read(connection);

            // Then
            assertThat(points(reading, "neonwatch.index.redundant.size"))
                    .extracting(point -> point.attributes().get(INDEX))
                    .containsExactly("old_note_idx1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotCallInvalidWhatIsBeingRebuiltOrDropped(PostgresVersion version, SharedPostgres.Servers servers)
            throws Exception {
        // Given a rebuild of two indexes, and then a drop, each of which waits for an old transaction to end
        Database database = servers.database(version);
        database.execute("CREATE TABLE orders (a int, b int); CREATE INDEX one ON orders (a);"
                + "CREATE INDEX two ON orders (b); INSERT INTO orders VALUES (1, 1)");
        for (String sql : List.of("REINDEX TABLE CONCURRENTLY orders", "DROP INDEX CONCURRENTLY one"))
            try (Connection connection = connect(database, version);
                    Connection old = database.connect();
                    Connection changing = database.connect();
                    Statement reading = old.createStatement();
                    Statement change = changing.createStatement()) {
                old.setAutoCommit(false);
                reading.execute("INSERT INTO orders VALUES (2, 2)");
                Thread waiting = Thread.ofVirtual().start(() -> execute(change, sql));
                await().atMost(ofSeconds(30)).until(() -> invalid(connection) > 0);

                // When
                Reading seen = probe.read(connection);

                // Then
                assertThat(points(seen, "neonwatch.index.invalid.size")).as(sql).isEmpty();
                old.commit();
                waiting.join();
            }
    }

    @Test
    void shouldEstimateTheBloatOfATableWithAVirtualColumn(SharedPostgres.Servers servers) throws SQLException {
        // Given a column that is not stored, and so has no width
        Database database = servers.database(PostgresVersion.POSTGRESQL_18);
        database.execute("CREATE TABLE orders (a int, twice int GENERATED ALWAYS AS (a * 2) VIRTUAL);"
                + "INSERT INTO orders SELECT generate_series(1, 1000)");
        database.execute("ANALYZE orders");

        // When
        try (Connection connection = connect(database, PostgresVersion.POSTGRESQL_18)) {
            probe.read(connection);
            Reading bloat = probe.read(connection);

            // Then
            assertThat(points(bloat, "neonwatch.table.bloat.estimate"))
                    .extracting(point -> point.attributes().get("postgresql.table.name"))
                    .containsExactly("orders");
        }
    }

    private Connection connect(Database database, PostgresVersion version) throws SQLException {
        probe.connected(new Server(version.major() * 10_000, "", ""));
        return database.connect("neonwatch");
    }

    private static int invalid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_index WHERE NOT indisvalid")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
