package io.neonwatch.collector.sampling.activity;

import static io.neonwatch.collector.sampling.Batches.points;
import static io.neonwatch.collector.sampling.Batches.values;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.PostgresVersion;
import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Batches;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.RecoveryMarks;
import io.neonwatch.collector.sampling.Server;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What sessions hold, wait for, and are busy with, on every version. */
@ExtendWith(SharedPostgres.class)
class SessionsIT {

    private final ActivityProbe probe = new ActivityProbe(ofSeconds(1), ofSeconds(1), new RecoveryMarks());

    @ParameterizedTest
    @EnumSource
    void shouldShowWhoWaitsForWhom(PostgresVersion version, SharedPostgres.Servers servers) throws Exception {
        // Given
        Database database = servers.database(version);
        database.execute("CREATE TABLE orders (id int)");
        try (Connection connection = connect(database, version);
                Connection holder = database.connect("holder");
                Statement locking = holder.createStatement()) {
            holder.setAutoCommit(false);
            locking.execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
            try (Running first = Running.start(database, "SELECT count(*) FROM orders");
                    Running second = Running.start(database, "SELECT count(*) FROM orders")) {

                // When
                await().atMost(ofSeconds(20)).untilAsserted(() -> {
                    Reading reading = probe.read(connection);

                    // Then
                    assertThat(points(reading, "neonwatch.lock.blocking", attributes(holder, database)))
                            .singleElement()
                            .satisfies(point -> {
                                assertThat(point.value()).isEqualTo(2);
                                assertThat(point.attributes()).containsEntry("state", "idle in transaction");
                            });
                    assertThat(only(values(reading, "neonwatch.lock.blocked", Map.of())))
                            .isGreaterThanOrEqualTo(2);
                    assertThat(values(reading, "neonwatch.lock.wait", Map.of("blocking_pid", pid(holder))))
                            .hasSize(2)
                            .allSatisfy(seconds -> assertThat(seconds).isPositive());
                    assertThat(only(values(reading, "neonwatch.lock.wait.max", Map.of())))
                            .isPositive();
                    assertThat(only(values(reading, "neonwatch.session.waits", Map.of("wait_event_type", "Lock"))))
                            .isGreaterThanOrEqualTo(2);
                });
                holder.rollback();
                first.done().get();
                second.done().get();
            }
            await().atMost(ofSeconds(20))
                    .untilAsserted(() -> assertThat(points(
                                    probe.read(connection), "neonwatch.lock.blocking", attributes(holder, database)))
                            .isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldShowOldTransactionsAndSnapshots(PostgresVersion version, SharedPostgres.Servers servers)
            throws Exception {
        // Given
        Database database = servers.database(version);
        database.execute("CREATE TABLE orders (id int)");
        try (Connection connection = connect(database, version);
                Connection holder = database.connect("holder");
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            holder.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("SELECT count(*) FROM orders");
            for (int number = 0; number < 5; number++) database.execute("INSERT INTO orders VALUES (1)");

            // When
            Reading reading = probe.read(connection);

            // Then
            Map<String, String> theHolder = attributes(holder, database);
            assertThat(only(values(reading, "neonwatch.transaction.duration.max", theHolder)))
                    .isPositive();
            assertThat(only(values(reading, "neonwatch.transaction.idle.max", theHolder)))
                    .isPositive();
            assertThat(only(values(reading, "neonwatch.snapshot.age.max", theHolder)))
                    .isGreaterThanOrEqualTo(5);
            holder.rollback();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellWhoIsBusyButNothingOfTheQuerysText(PostgresVersion version, SharedPostgres.Servers servers)
            throws Exception {
        // Given
        Database database = servers.database(version);
        String atTheEnd =
                "/*+ SeqScan(t) */ SELECT pg_sleep(60), 'geheim /* route=''geheim''' /*route='%2Fcart',user_id='geheim'*/ ;";
        String atTheBeginning = "/*application:Shop,controller:pay*/ SELECT pg_sleep(60), 'geheim'";
        String beginning = "SELECT pg_sleep(60), '";
        String end = "/*route:geheim*/";
        // The server keeps 1023 bytes of it, which end with what looks like a comment.
        String cutOff = beginning + "x".repeat(1023 - beginning.length() - end.length()) + end + "'";
        try (Connection connection = connect(database, version);
                Running first = Running.start(database, atTheEnd);
                Running second = Running.start(database, atTheBeginning);
                Running third = Running.start(database, cutOff)) {

            // When
            await().atMost(ofSeconds(20)).untilAsserted(() -> {
                Reading reading = probe.read(connection);

                // Then
                assertThat(values(reading, "neonwatch.query.active", Map.of("by", "application", "value", "busy")))
                        .containsExactly(3.0);
                assertThat(points(reading, "neonwatch.query.active"))
                        .filteredOn(point ->
                                point.attributes().getOrDefault("by", "").startsWith("tag."))
                        .extracting(point -> point.attributes().get("by") + "="
                                + point.attributes().get("value"))
                        .containsExactlyInAnyOrder("tag.route=/cart", "tag.application=Shop", "tag.controller=pay");
                assertThat(only(values(reading, "neonwatch.query.active.time", Map.of("by", "tag.route"))))
                        .isPositive();
                assertThat(Batches.of(reading).getStrings()).noneMatch(text -> text.contains("geheim"));
            });
            first.stop();
            second.stop();
            third.stop();
        }
    }

    private record Running(Connection connection, Statement statement, CompletableFuture<Void> done)
            implements AutoCloseable {

        static Running start(Database database, String sql) throws SQLException {
            Connection connection = database.connect("busy");
            Statement statement = connection.createStatement();
            // A thread of its own: the usual pool has but one on a small machine.
            CompletableFuture<Void> done =
                    CompletableFuture.runAsync(() -> execute(statement, sql), Thread::startVirtualThread);
            return new Running(connection, statement, done);
        }

        void stop() throws SQLException {
            // Again and again, since it may not have begun yet.
            await().atMost(ofSeconds(20)).until(() -> {
                statement.cancel();
                return done.isDone();
            });
        }

        @Override
        public void close() throws SQLException {
            if (!done.isDone()) stop();
            connection.close();
        }
    }

    private Connection connect(Database database, PostgresVersion version) throws SQLException {
        probe.connected(new Server(version.major() * 10_000, version.major() + ".0", "1"));
        return database.connect("neonwatch");
    }

    private static Map<String, String> attributes(Connection connection, Database database) throws SQLException {
        return Map.of("pid", pid(connection), "user", "postgres", "database", database.name(), "application", "holder");
    }

    private static String pid(Connection connection) throws SQLException {
        return String.valueOf(
                connection.unwrap(org.postgresql.PGConnection.class).getBackendPID());
    }

    private static double only(List<Double> values) {
        assertThat(values).hasSize(1);
        return values.getFirst();
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
