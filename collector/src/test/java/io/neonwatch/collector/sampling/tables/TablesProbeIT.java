package io.neonwatch.collector.sampling.tables;

import static io.neonwatch.collector.sampling.Batches.values;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Batches;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.RecoveryMarks;
import io.neonwatch.schemas.MetricBatch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPostgres.class)
class TablesProbeIT {

    private static final String MASS = "neonwatch.table.mass_change.rows";
    private static final String ROWS_BEFORE = "neonwatch.table.mass_change.rows_before";
    private static final Map<String, String> ORDERS = Map.of("postgresql.table.name", "orders");
    private static final Map<String, String> DELETED = Map.of("postgresql.table.name", "orders", "operation", "del");

    private final TablesProbe probe = new TablesProbe(new RecoveryMarks());
    private final Database database;
    private final Connection connection;

    TablesProbeIT(Database database) throws SQLException {
        this.database = database;
        database.execute("CREATE TABLE orders AS SELECT id, 'text' AS note FROM generate_series(1, 1000) id");
        database.execute("ANALYZE orders");
        awaitReported("n_tup_ins", 1000);
        this.connection = database.connect("neonwatch");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void shouldCountWhatChanged() throws SQLException {
        // Given
        probe.read(connection);

        // When
        database.execute("INSERT INTO orders SELECT id FROM generate_series(1, 7) id;"
                + "UPDATE orders SET note = 'new' WHERE id <= 5; DELETE FROM orders WHERE id = 1000");
        awaitReported("n_tup_ins", 1007);
        Reading reading = probe.read(connection);

        // Then
        assertThat(values(reading, "postgresql.operations", ORDERS)).containsExactly(7.0, 10.0, 1.0);
        assertThat(values(reading, "postgresql.rows", ORDERS)).containsExactly(1006.0, 11.0);
        assertThat(values(reading, MASS, DELETED)).containsExactly(0.0);
    }

    @Test
    void shouldTellTheRatioOfADeleteWithoutWhere() throws SQLException {
        // Given
        probe.read(connection);

        // When
        database.execute("DELETE FROM orders");
        awaitReported("n_tup_del", 1000);
        Reading reading = probe.read(connection);

        // Then
        assertThat(values(reading, MASS, DELETED)).containsExactly(1000.0);
        assertThat(values(reading, ROWS_BEFORE, DELETED)).containsExactly(1000.0);
    }

    @Test
    void shouldNotTakeARolledBackDeleteForOne() throws SQLException {
        // Given
        probe.read(connection);

        // When
        database.execute("BEGIN; DELETE FROM orders; ROLLBACK");
        awaitReported("n_tup_del", 1000);
        Reading reading = probe.read(connection);

        // Then
        assertThat(values(reading, "postgresql.operations", ORDERS)).containsExactly(0.0, 0.0, 1000.0);
        assertThat(values(reading, MASS, DELETED)).containsExactly(0.0);
    }

    @Test
    void shouldSkipALockedTableWithoutWaitingForIt() throws SQLException {
        // Given
        database.execute("CREATE TABLE \"odd \"\"🐘\"\"\nname\" (id int)");
        probe.read(connection);
        try (Connection locker = database.connect();
                Statement statement = locker.createStatement()) {
            locker.setAutoCommit(false);
            statement.execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
            statement.execute("DELETE FROM orders");

            // When
            Reading locked = probe.read(connection);
            locker.commit();
            locker.close(); // which reports at once
            awaitReported("n_tup_del", 1000);
            Reading unlocked = probe.read(connection);

            // Then
            assertThat(values(locked, "postgresql.rows", ORDERS)).isEmpty();
            assertThat(values(locked, "postgresql.rows", Map.of("postgresql.table.name", "odd \"🐘\"\nname")))
                    .containsExactly(0.0, 0.0);
            assertThat(values(unlocked, MASS, DELETED)).containsExactly(1000.0);
        }
    }

    @Test
    void shouldSkipOneRoundAfterAReset() throws SQLException {
        // Given
        probe.read(connection);
        database.execute("SELECT pg_stat_reset()");
        database.execute("DELETE FROM orders WHERE id <= 10");
        awaitReported("n_tup_del", 10);

        // When
        Reading afterReset = probe.read(connection);
        database.execute("DELETE FROM orders WHERE id <= 15");
        awaitReported("n_tup_del", 15);
        Reading later = probe.read(connection);

        // Then
        assertThat(values(afterReset, "postgresql.operations", ORDERS)).isEmpty();
        assertThat(values(later, "postgresql.operations", ORDERS)).containsExactly(0.0, 0.0, 5.0);
        assertThat(values(later, ROWS_BEFORE, DELETED)).containsExactly(1000.0);
    }

    @Test
    void shouldPointToBeforeTheChangeThoughItIsReportedLate() throws SQLException {
        // Given rounds for longer than a session may withhold its statistics
        AtomicReference<Reading> last = new AtomicReference<>(probe.read(connection));
        Instant start = last.get().observedAt();
        await().atMost(ofSeconds(60)).pollInterval(ofSeconds(1)).until(() -> {
            last.set(probe.read(connection));
            return last.get().observedAt().isAfter(start.plusSeconds(14));
        });
        try (Connection client = database.connect();
                Statement statement = client.createStatement()) {
            statement.execute("DELETE FROM orders WHERE id = 1"); // its statistics go out, and the next ones wait
            long before = position(statement);

            // When
            statement.execute("DELETE FROM orders");
            await().atMost(ofSeconds(30)).pollInterval(ofSeconds(1)).until(() -> {
                last.set(probe.read(connection));
                return values(last.get(), MASS, DELETED).stream().anyMatch(rows -> rows > 900);
            });

            // Then
            MetricBatch batch = Batches.of(last.get());
            assertThat(batch.getBeforeChangesLsn()).isNotNull();
            assertThat(position(statement, batch.getBeforeChangesLsn())).isLessThanOrEqualTo(before);
            assertThat(batch.getBeforeChangesAt()).isBefore(batch.getIntervalStart());
        }
    }

    /** A session reports what it changed some time after its commit. */
    private void awaitReported(String counter, long value) throws SQLException {
        try (Connection asking = database.connect();
                Statement statement = asking.createStatement()) {
            await().atMost(ofSeconds(30)).until(() -> {
                String sql = "SELECT " + counter + " FROM pg_stat_user_tables WHERE relname = 'orders'";
                return number(statement, sql) == value;
            });
        }
    }

    private static long position(Statement statement) throws SQLException {
        return number(statement, "SELECT pg_current_wal_insert_lsn() - '0/0'");
    }

    private static long position(Statement statement, String lsn) throws SQLException {
        return number(statement, "SELECT '" + lsn + "'::pg_lsn - '0/0'");
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
