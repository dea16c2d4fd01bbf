package io.neonwatch.collector.sampling.relations;

import static io.neonwatch.collector.sampling.Batches.points;
import static io.neonwatch.collector.sampling.Batches.values;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.PostgresVersion;
import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.metrics.Point;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedPostgres.class)
class RelationsProbeIT {

    private static final String TABLE = "postgresql.table.name";
    private static final String INDEX = "postgresql.index.name";
    private static final String ODD = "odd \"🐘\"\nname";

    private final RelationsProbe probe = new RelationsProbe(RelationsConfig.DEFAULT);

    @ParameterizedTest
    @EnumSource
    void shouldMeasureTablesAndIndexes(PostgresVersion version, SharedPostgres.Servers servers) throws SQLException {
        // Given
        Database database = servers.database(version);
        database.execute("CREATE TABLE \"odd \"\"🐘\"\"\nname\" (id int PRIMARY KEY, note text);"
                + "CREATE INDEX \"odd \"\"index\"\"\" ON \"odd \"\"🐘\"\"\nname\" (note);"
                + "INSERT INTO \"odd \"\"🐘\"\"\nname\" SELECT g, 'note ' || g FROM generate_series(1, 1000) g");
        awaitCounted(database, "SELECT n_tup_ins FROM pg_stat_user_tables", 1000);
        try (Connection connection = connect(database, version)) {
            Reading first = probe.read(connection);

            // When
            database.execute(
                    "SET enable_seqscan = off; SET enable_bitmapscan = off;"
                            + "SELECT * FROM \"odd \"\"🐘\"\"\nname\" WHERE id = 7; RESET ALL;"
                            + "SELECT count(*) FROM \"odd \"\"🐘\"\"\nname\" WHERE note || '' = '';"
                            + "INSERT INTO \"odd \"\"🐘\"\"\nname\" SELECT g, repeat('x', 100) FROM generate_series(1001, 3000) g");
            database.execute("VACUUM ANALYZE \"odd \"\"🐘\"\"\nname\"");
            awaitCounted(database, "SELECT vacuum_count + analyze_count FROM pg_stat_user_tables", 2);
            awaitCounted(database, "SELECT n_tup_ins FROM pg_stat_user_tables", 3000);
            Reading second = probe.read(connection);

            // Then
            Map<String, String> table = Map.of(TABLE, ODD);
            assertThat(points(first, "postgresql.sequential_scans")).isEmpty();
            assertThat(points(first, "neonwatch.table.growth")).isEmpty();
            assertThat(values(second, "postgresql.sequential_scans", table)).containsExactly(1.0);
            assertThat(values(second, "neonwatch.table.index_scans", table)).containsExactly(1.0);
            assertThat(values(second, "postgresql.table.vacuum.count", table)).containsExactly(1.0);
            assertThat(values(second, "neonwatch.table.analyze.count", table)).containsExactly(1.0);
            assertThat(one(second, "neonwatch.table.vacuum.age", table)).isBetween(0.0, 60.0);
            assertThat(one(second, "neonwatch.table.growth", table)).isGreaterThan(200_000);
            assertThat(one(second, "neonwatch.table.total.size", table))
                    .isEqualTo(one(second, "postgresql.table.size", table)
                            + one(second, "neonwatch.table.toast.size", table)
                            + one(second, "neonwatch.table.indexes.size", table));
            assertThat(one(second, "neonwatch.table.xid.age", table)).isPositive();
            assertThat(points(second, "postgresql.index.scans")).hasSize(2);
            assertThat(values(second, "neonwatch.index.unused.size", Map.of(INDEX, "odd \"index\"")))
                    .hasSize(1);
            assertThat(points(second, "neonwatch.index.unused.size")).hasSize(1);
            assertThat(points(second, "postgresql.index.scans"))
                    .filteredOn(point -> point.value() == 1)
                    .hasSize(1)
                    .allSatisfy(point -> assertThat(point.attributes()).doesNotContainEntry(INDEX, "odd \"index\""));
            assertThat(points(second, "neonwatch.table.index_scan.age")).hasSize(version.major() >= 16 ? 1 : 0);
            assertThat(points(second, "neonwatch.table.new_page_updates")).hasSize(version.major() >= 16 ? 1 : 0);
            assertThat(points(second, "neonwatch.table.vacuum.time")).hasSize(version.major() >= 18 ? 1 : 0);
            assertThat(values(second, "neonwatch.relations.size", Map.of("kind", "index")))
                    .containsExactly(one(second, "neonwatch.table.indexes.size", table));
            assertThat(second.shortcoming()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindWhatIsWrong(PostgresVersion version, SharedPostgres.Servers servers) throws SQLException {
        // Given bloat, a duplicate, a contained and an invalid index, and two sequences near their ends
        Database database = servers.database(version);
        database.execute("CREATE TABLE orders (id serial, a int, b int, note text) WITH (autovacuum_enabled = off);"
                + "ALTER SEQUENCE orders_id_seq AS bigint;"
                + "CREATE INDEX one ON orders (a) WHERE b > 0; CREATE INDEX two ON orders (a) WHERE b > 0;"
                + "CREATE INDEX wide ON orders (lower(note), a); CREATE INDEX narrow ON orders (lower(note));"
                + "CREATE SEQUENCE descending INCREMENT -2 MINVALUE -1000; SELECT setval('descending', -900)");
        database.execute(
                "INSERT INTO orders (a, b, note) SELECT g, 1, repeat('x', 200) FROM generate_series(1, 2000) g");
        for (int round = 0; round < 4; round++) database.execute("UPDATE orders SET note = note || ''");
        database.execute("ANALYZE orders");
        database.execute("SELECT setval('orders_id_seq', 2040109465)"); // 95 % of an int
        assertThatThrownBy(() -> database.execute("CREATE UNIQUE INDEX CONCURRENTLY broken ON orders (b)"))
                .isInstanceOf(SQLException.class);

        // When
        try (Connection connection = connect(database, version)) {
            Reading redundant = probe.read(connection);
            Reading bloat = probe.read(connection);
            Reading sequences = probe.read(connection);
            Reading nothing = probe.read(connection);

            // Then
            assertThat(points(redundant, "neonwatch.index.redundant.size"))
                    .extracting(point -> String.join(
                            " ",
                            point.attributes().get(INDEX),
                            point.attributes().get("neonwatch.index.redundancy"),
                            point.attributes().get("neonwatch.index.kept")))
                    .containsExactlyInAnyOrder("two duplicate one", "narrow contained wide");
            assertThat(points(redundant, "neonwatch.index.invalid.size"))
                    .extracting(point -> point.attributes().get(INDEX))
                    .containsExactly("broken");
            double wasted = one(bloat, "neonwatch.table.bloat.share.estimate", Map.of(TABLE, "orders"));
            assertThat(wasted).isBetween(0.6, 0.9);
            assertThat(one(bloat, "neonwatch.table.bloat.estimate", Map.of(TABLE, "orders")))
                    .isGreaterThan(1_000_000);
            assertThat(points(bloat, "neonwatch.index.bloat.estimate")).isNotEmpty();
            assertThat(one(
                            sequences,
                            "neonwatch.sequence.used.share",
                            Map.of("neonwatch.sequence.name", "orders_id_seq")))
                    .isBetween(0.949, 0.951);
            assertThat(points(sequences, "neonwatch.sequence.used.share", Map.of(TABLE, "orders")))
                    .extracting(point -> point.attributes().get("neonwatch.column.name"))
                    .containsExactly("id");
            assertThat(one(sequences, "neonwatch.sequence.left", Map.of("neonwatch.sequence.name", "descending")))
                    .isEqualTo(50);
            assertThat(points(nothing, "neonwatch.table.bloat.estimate")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotCallRedundantWhatIsNeeded(PostgresVersion version, SharedPostgres.Servers servers)
            throws SQLException {
        // Given what tells rows apart for replication, what ON CONFLICT needs, and what refuses a second null
        Database database = servers.database(version);
        database.execute(
                "CREATE TABLE told (id int PRIMARY KEY); CREATE UNIQUE INDEX told_identity ON told (id);"
                        + "ALTER TABLE told REPLICA IDENTITY USING INDEX told_identity;"
                        + "CREATE TABLE late (id int UNIQUE DEFERRABLE); CREATE UNIQUE INDEX late_at_once ON late (id);"
                        + "CREATE TABLE apart (span int, EXCLUDE (span WITH =)); CREATE UNIQUE INDEX apart_key ON apart (span)");
        if (version.major() >= 15)
            database.execute("CREATE TABLE empty (id int); CREATE UNIQUE INDEX empty_many ON empty (id);"
                    + "CREATE UNIQUE INDEX empty_one ON empty (id) NULLS NOT DISTINCT");

        // When
        try (Connection connection = connect(database, version)) {
            Reading redundant = probe.read(connection);

            // Then
            assertThat(points(redundant, "neonwatch.index.redundant.size")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndASequenceWithTheSmallestOfItsColumns(PostgresVersion version, SharedPostgres.Servers servers)
            throws SQLException {
        // Given
        Database database = servers.database(version);
        database.execute("CREATE DOMAIN whole AS int; CREATE DOMAIN number AS whole; CREATE SEQUENCE of_domain;"
                + "CREATE TABLE domains (id number DEFAULT nextval('of_domain'));"
                + "CREATE SEQUENCE of_both; CREATE TABLE both_columns (large bigint DEFAULT nextval('of_both'),"
                + " small smallint DEFAULT nextval('of_both')); ALTER SEQUENCE of_both OWNED BY both_columns.large;"
                + "SELECT setval('of_domain', 2147483000), setval('of_both', 32000)");

        // When
        try (Connection connection = connect(database, version)) {
            probe.read(connection);
            probe.read(connection);
            Reading sequences = probe.read(connection);

            // Then
            assertThat(one(sequences, "neonwatch.sequence.left", Map.of("neonwatch.sequence.name", "of_domain")))
                    .isEqualTo(647);
            assertThat(one(
                            sequences,
                            "neonwatch.sequence.left",
                            Map.of("neonwatch.sequence.name", "of_both", "neonwatch.column.name", "small")))
                    .isEqualTo(767);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSkipALockedTableWithoutWaitingForIt(PostgresVersion version, SharedPostgres.Servers servers)
            throws SQLException {
        // Given
        Database database = servers.database(version);
        database.execute("CREATE TABLE locked (id serial PRIMARY KEY); CREATE TABLE free (id int)");
        try (Connection connection = connect(database, version);
                Connection locker = database.connect();
                Statement statement = locker.createStatement()) {
            execute(connection, "SET lock_timeout = '100ms'");
            locker.setAutoCommit(false);
            statement.execute("LOCK TABLE locked IN ACCESS EXCLUSIVE MODE");

            // When
            for (int round = 0; round < 4; round++) {
                Reading reading = probe.read(connection);

                // Then
                assertThat(points(reading, "postgresql.table.size", Map.of(TABLE, "locked")))
                        .isEmpty();
                assertThat(points(reading, "postgresql.table.size", Map.of(TABLE, "free")))
                        .hasSize(1);
                assertThat(values(reading, "neonwatch.relations.locked", Map.of()))
                        .containsExactly(1.0);
                assertThat(reading.shortcoming()).isEmpty();
            }
        }
    }

    @Test
    void shouldNotQueueBehindAnAlterTableThatWaits(Database database) throws Exception {
        // Given
        database.execute("CREATE TABLE busy (id int); CREATE TABLE free (id int)");
        try (Connection connection = connect(database, PostgresVersion.POSTGRESQL_17);
                Connection reader = database.connect();
                Connection altering = database.connect();
                Statement reading = reader.createStatement();
                Statement alter = altering.createStatement()) {
            execute(connection, "SET lock_timeout = '100ms'");
            reader.setAutoCommit(false);
            reading.execute("SELECT * FROM busy");
            Thread waiting =
                    Thread.ofVirtual().start(() -> executeQuietly(alter, "ALTER TABLE busy ADD COLUMN note text"));
            awaitCounted(
                    database, "SELECT count(*) FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'", 1);

            // When
            Reading seen = probe.read(connection);
            reader.commit();
            waiting.join();

            // Then
            assertThat(points(seen, "postgresql.table.size", Map.of(TABLE, "busy")))
                    .isEmpty();
            assertThat(points(seen, "postgresql.table.size", Map.of(TABLE, "free")))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayWhatAWatcherMayNotSee(PostgresVersion version, SharedPostgres.Servers servers) throws SQLException {
        // Given
        Database database = servers.database(version);
        String watcher = database.name() + "_watcher";
        database.execute("CREATE ROLE " + watcher + " IN ROLE pg_monitor;"
                + "CREATE TABLE orders (id serial PRIMARY KEY, note text);"
                + "INSERT INTO orders (note) SELECT 'x' FROM generate_series(1, 100); ANALYZE orders");
        try (Connection connection = connect(database, version)) {
            execute(connection, "SET ROLE " + watcher);

            // When
            probe.read(connection);
            Reading bloat = probe.read(connection);
            Reading sequences = probe.read(connection);

            // Then
            assertThat(points(bloat, "neonwatch.table.bloat.estimate")).isEmpty();
            assertThat(bloat.shortcoming()).contains("GRANT SELECT (starelid");
            assertThat(points(sequences, "neonwatch.sequence.used.share")).isEmpty();
            assertThat(sequences.shortcoming()).contains("GRANT SELECT ON ALL SEQUENCES");

            // When what is said is done
            database.execute("GRANT SELECT (starelid, staattnum, stainherit, stanullfrac, stawidth)"
                    + " ON pg_catalog.pg_statistic TO " + watcher
                    + "; GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO " + watcher);
            RelationsProbe anew = new RelationsProbe(RelationsConfig.DEFAULT);
            anew.connected(server(version));
            anew.read(connection);
            Reading granted = anew.read(connection);
            Reading grantedSequences = anew.read(connection);

            // Then
            assertThat(points(granted, "neonwatch.table.bloat.estimate")).hasSize(1);
            assertThat(granted.shortcoming()).isEmpty();
            assertThat(points(grantedSequences, "neonwatch.sequence.used.share"))
                    .hasSize(1);
            assertThat(grantedSequences.shortcoming()).isEmpty();
        }
        database.execute("DROP OWNED BY " + watcher + "; DROP ROLE " + watcher);
    }

    @ParameterizedTest
    @EnumSource
    void shouldCountEachPartitionOnce(PostgresVersion version, SharedPostgres.Servers servers) throws SQLException {
        // Given
        Database database = servers.database(version);
        database.execute(
                "CREATE TABLE events (id int, at date) PARTITION BY RANGE (at);"
                        + "CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');"
                        + "CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');"
                        + "CREATE INDEX ON events (id); INSERT INTO events SELECT g, '2026-01-15' FROM generate_series(1, 1000) g");

        // When
        try (Connection connection = connect(database, version)) {
            Reading reading = probe.read(connection);

            // Then
            assertThat(points(reading, "postgresql.table.size"))
                    .extracting(point -> point.attributes().get(TABLE))
                    .containsExactlyInAnyOrder("events_1", "events_2");
            assertThat(values(reading, "postgresql.table.count", Map.of())).containsExactly(2.0);
            assertThat(points(reading, "postgresql.index.size")).hasSize(2);
        }
    }

    @Test
    void shouldBoundTheSeriesOfTenThousandTablesAndNotTheTotals(Database database) throws SQLException {
        // Given
        for (int batch = 0; batch < 10; batch++)
            database.execute("DO $$ BEGIN FOR i IN 1..1000 LOOP EXECUTE format('CREATE TABLE t%s (id int)', i + "
                    + batch * 1000 + "); END LOOP; END $$");
        database.execute("INSERT INTO t7777 SELECT generate_series(1, 1000); CREATE INDEX ON t7777 (id)");
        RelationsProbe bounded = new RelationsProbe(new RelationsConfig(20, 10, null));
        bounded.connected(server(PostgresVersion.POSTGRESQL_17));

        // When
        try (Connection connection = database.connect("neonwatch")) {
            execute(connection, "SET statement_timeout = '5s'");
            bounded.read(connection);
            Reading reading = bounded.read(connection);

            // Then
            assertThat(points(reading, "postgresql.table.size")).hasSize(20);
            assertThat(points(reading, "postgresql.table.size"))
                    .extracting(point -> point.attributes().get(TABLE))
                    .contains("t7777");
            assertThat(values(reading, "postgresql.table.count", Map.of())).containsExactly(10_000.0);
            assertThat(values(reading, "neonwatch.relations.unlisted", Map.of()))
                    .containsExactly(9_980.0);
            assertThat(values(reading, "neonwatch.relations.size", Map.of("kind", "table")))
                    .containsExactly(40_960.0);
            assertThat(reading.shortcoming()).isEmpty();
        }
    }

    @Test
    void shouldAnswerForADatabaseWithoutTables(Database database) throws SQLException {
        // When
        try (Connection connection = connect(database, PostgresVersion.POSTGRESQL_17)) {
            Reading reading = probe.read(connection);

            // Then
            assertThat(values(reading, "postgresql.table.count", Map.of())).containsExactly(0.0);
            assertThat(points(reading, "postgresql.table.size")).isEmpty();
        }
    }

    private Connection connect(Database database, PostgresVersion version) throws SQLException {
        probe.connected(server(version));
        return database.connect("neonwatch");
    }

    private static Server server(PostgresVersion version) {
        return new Server(version.major() * 10_000, "", "");
    }

    private static double one(Reading reading, String metric, Map<String, String> attributes) {
        assertThat(points(reading, metric, attributes)).as(metric).hasSize(1);
        return points(reading, metric, attributes).stream()
                .mapToDouble(Point::value)
                .sum();
    }

    /** A session reports what it did some time after its commit. */
    private static void awaitCounted(Database database, String sql, long value) throws SQLException {
        try (Connection asking = database.connect();
                Statement statement = asking.createStatement()) {
            await().atMost(ofSeconds(30)).until(() -> {
                try (ResultSet row = statement.executeQuery(sql)) {
                    return row.next() && row.getLong(1) >= value;
                }
            });
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void executeQuietly(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
