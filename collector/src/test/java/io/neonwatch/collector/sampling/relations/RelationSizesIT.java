package io.neonwatch.collector.sampling.relations;

import static io.neonwatch.collector.sampling.Batches.values;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.OwnPostgres;
import io.neonwatch.collector.PostgresVersion;
import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedPostgres.class)
class RelationSizesIT {

    private static final String SIZE = "SELECT pg_relation_size('loaded')";
    private static final String ASKED = "SELECT coalesce(sum(rows), 0) FROM pg_stat_statements"
            + " WHERE query LIKE '%pg_relation_size(id%' AND dbid = (SELECT oid FROM pg_database"
            + " WHERE datname = current_database())";

    private final RelationsProbe probe = new RelationsProbe(RelationsConfig.DEFAULT);

    @ParameterizedTest
    @EnumSource
    void shouldFollowTheSizeThroughWhateverChangesIt(PostgresVersion version, SharedPostgres.Servers servers)
            throws SQLException {
        // Given
        Database database = servers.database(version);
        database.execute("CREATE TABLE loaded (id int PRIMARY KEY, note text) WITH (autovacuum_enabled = off)");
        try (Connection connection = connect(database, version);
                Connection loading = database.connect();
                Statement load = loading.createStatement()) {
            assertThat(seen(connection)).isZero();
            loading.setAutoCommit(false);

            // When a load is under way
            load.execute("INSERT INTO loaded SELECT g, repeat('x', 100) FROM generate_series(1, 5000) g");

            // Then
            assertThat(seen(connection)).isPositive().isEqualTo(asked(database, SIZE));

            // When it goes on, and is given up
            load.execute("INSERT INTO loaded SELECT g, repeat('x', 100) FROM generate_series(5001, 9000) g");
            loading.rollback();

            // Then
            assertThat(seen(connection)).isPositive().isEqualTo(asked(database, SIZE));

            // When what is left of it is removed
            database.execute("VACUUM loaded");

            // Then
            assertSoonSeen(0, connection);

            // When all is written anew
            database.execute("INSERT INTO loaded SELECT g, repeat('x', 100) FROM generate_series(1, 5000) g");
            assertSoonSeen(asked(database, SIZE), connection);
            database.execute("DELETE FROM loaded WHERE id > 10");
            database.execute("VACUUM FULL loaded");

            // Then
            assertThat(seen(connection)).isEqualTo(8192);

            // When
            database.execute("TRUNCATE loaded");

            // Then
            assertThat(seen(connection)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldFollowAnIndexThatTakesUpLaterWhatWasWritten(PostgresVersion version, SharedPostgres.Servers servers)
            throws SQLException {
        // Given
        Database database = servers.database(version);
        database.execute("CREATE TABLE loaded (id int, words int[]) WITH (autovacuum_enabled = off);"
                + "CREATE INDEX pending ON loaded USING gin (words) WITH (gin_pending_list_limit = 100000);"
                + "CREATE INDEX ranges ON loaded USING brin (id) WITH (pages_per_range = 1)");
        try (Connection connection = connect(database, version)) {
            for (int round = 0; round < 10; round++) {
                database.execute("INSERT INTO loaded SELECT g, ARRAY[g, -g] FROM generate_series(1, 10000) g");
                probe.read(connection);

                // When
                database.execute("SELECT gin_clean_pending_list('pending'), brin_summarize_new_values('ranges')");
                Reading reading = probe.read(connection);

                // Then
                for (String index : List.of("pending", "ranges"))
                    assertThat(values(reading, "postgresql.index.size", Map.of("postgresql.index.name", index)))
                            .containsExactly((double) asked(database, "SELECT pg_relation_size('" + index + "')"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldFollowTheSizeWhereNobodyCounts(PostgresVersion version, SharedPostgres.Servers servers)
            throws SQLException {
        // Given
        Database database = servers.database(version);
        database.execute("ALTER DATABASE " + database.name() + " SET track_counts = off; CREATE TABLE loaded (id int)");
        try (Connection connection = connect(database, version)) {
            for (int round = 0; round < 10; round++) {
                // When
                database.execute("INSERT INTO loaded SELECT generate_series(1, 5000)");

                // Then
                assertThat(seen(connection)).isEqualTo(asked(database, SIZE));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_14", "POSTGRESQL_18"})
    void shouldFollowTheSizeOnAStandby(PostgresVersion version) throws SQLException {
        try (OwnPostgres servers = new OwnPostgres();
                TemporaryDirectory directory = TemporaryDirectory.create("standby-sizes")) {
            // Given
            Database primary = servers.database(version);
            primary.execute("CREATE TABLE loaded (id int)");
            try (EmbeddedPostgres running = primary.server().startStandby(directory.path())) {
                Database standby = new Database(running, primary.name());
                await().atMost(ofSeconds(30)).ignoreExceptions().until(() -> asked(standby, SIZE) == 0);
                try (Connection connection = connect(standby, version)) {
                    for (int round = 0; round < 10; round++) {
                        // When
                        primary.execute("INSERT INTO loaded SELECT generate_series(1, 5000)");
                        long size = asked(primary, SIZE);
                        await().atMost(ofSeconds(30)).until(() -> asked(standby, SIZE) == size);

                        // Then
                        assertThat(seen(connection)).isEqualTo(size);
                    }
                }
            }
        }
    }

    @Test
    void shouldAskOnlyForWhatMayHaveChanged(Database database) throws SQLException {
        // Given
        database.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements;"
                + "DO $$ BEGIN FOR i IN 1..100 LOOP EXECUTE format('CREATE TABLE t%s (id int)', i); END LOOP; END $$");
        try (Connection connection = connect(database, PostgresVersion.POSTGRESQL_17)) {
            for (int round = 0; round < 3; round++) probe.read(connection);
            long before = asked(database, ASKED);

            // When
            for (int round = 0; round < 20; round++) probe.read(connection);

            // Then each once
            assertThat(asked(database, ASKED) - before).isEqualTo(100);
        }
    }

    private Connection connect(Database database, PostgresVersion version) throws SQLException {
        probe.connected(new Server(version.major() * 10_000, "", ""));
        return database.connect("neonwatch");
    }

    private double seen(Connection connection) throws SQLException {
        return values(probe.read(connection), "postgresql.table.size", Map.of("postgresql.table.name", "loaded"))
                .getFirst();
    }

    /** A session reports what it did some time after its commit. */
    private void assertSoonSeen(long size, Connection connection) {
        await().atMost(ofSeconds(30))
                .untilAsserted(() -> assertThat(seen(connection)).isEqualTo(size));
    }

    private static long asked(Database database, String sql) throws SQLException {
        try (Connection asking = database.connect();
                Statement statement = asking.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
