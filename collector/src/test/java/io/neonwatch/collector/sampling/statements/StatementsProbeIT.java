package io.neonwatch.collector.sampling.statements;

import static io.neonwatch.collector.sampling.Batches.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.ServerQueries;
import io.neonwatch.schemas.QueryDelta;
import io.neonwatch.schemas.QueryStats;
import io.neonwatch.schemas.QueryText;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPostgres.class)
class StatementsProbeIT {

    private final StatementsProbe probe = new StatementsProbe(new Origin("orders", "collector-1"), new ServerQueries());
    private final Database database;
    private final Connection connection;

    StatementsProbeIT(Database database) throws SQLException {
        this.database = database;
        this.connection = database.connect("neonwatch");
        database.execute("CREATE TABLE orders (id int, note text)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void shouldTellWhatEachQueryDidSinceTheLastRound() throws SQLException {
        // Given
        runQueries(3);
        Reading first = probe.read(connection);

        // When
        runQueries(5);
        Reading second = probe.read(connection);

        // Then
        assertThat(first.observations()).isEmpty();
        QueryDelta delta = theOrdersQuery(second);
        assertThat(delta.getCalls()).isEqualTo(5);
        assertThat(delta.getRows()).isEqualTo(5);
        assertThat(delta.getUser()).isEqualTo("postgres");
        assertThat(delta.getTopLevel()).isTrue();
        assertThat(delta.getTotalSeconds()).isPositive();
        assertThat(stats(second).getComplete()).isTrue();
        assertThat(values(second, "neonwatch.query.calls", Map.of("database", database.name())))
                .singleElement()
                .satisfies(calls -> assertThat(calls).isGreaterThanOrEqualTo(5));
    }

    @Test
    void shouldTellEachTextOnceWithoutLiterals() throws SQLException {
        // Given
        probe.read(connection);
        runQueries(1);
        database.execute("COMMENT ON TABLE orders IS 'geheim'");

        // When
        List<QueryText> first = texts(probe.read(connection));
        runQueries(1);
        List<QueryText> second = texts(probe.read(connection));

        // Then
        assertThat(first)
                .extracting(QueryText::getText)
                .contains("INSERT INTO orders VALUES ($1, $2)", "COMMENT ON TABLE orders IS ?")
                .noneMatch(text -> text.contains("geheim"));
        assertThat(second).extracting(QueryText::getText).doesNotContain("INSERT INTO orders VALUES ($1, $2)");
    }

    @Test
    void shouldLeaveOutItsOwnStatements() throws SQLException {
        // Given
        probe.read(connection);
        probe.read(connection);

        // When
        Reading third = probe.read(connection);

        // Then
        assertThat(texts(third)).extracting(QueryText::getText).noneMatch(text -> text.contains("pg_stat_statements"));
        assertThat(stats(third).getQueries())
                .filteredOn(delta -> delta.getDatabase().equals(database.name()))
                .isEmpty();
    }

    @Test
    void shouldNotTakeAllOfHistoryForNewWhenARightIsGranted() throws SQLException {
        // Given
        String role = "watcher_" + database.name();
        database.execute("CREATE ROLE " + role + " LOGIN");
        runQueries(20);
        try (Connection watching =
                DriverManager.getConnection(database.target(role).url(), role, null)) {
            probe.read(watching);
            probe.read(watching);

            // When
            database.execute("GRANT pg_monitor TO " + role);
            Reading granted = probe.read(watching);
            runQueries(2);
            Reading later = probe.read(watching);

            // Then
            assertThat(granted.observations()).isEmpty();
            assertThat(values(granted, "neonwatch.query.calls", Map.of("database", database.name())))
                    .isEmpty();
            assertThat(theOrdersQuery(later).getCalls()).isEqualTo(2);
        }
    }

    @Test
    void shouldNotTakeAllOfHistoryForNewWhenTheExtensionIsUpdated() throws SQLException {
        // Given
        database.execute("DROP EXTENSION pg_stat_statements");
        database.execute("CREATE EXTENSION pg_stat_statements VERSION '1.9'");
        runQueries(20);
        probe.read(connection);
        runQueries(3);
        Reading old = probe.read(connection);

        // When
        database.execute("ALTER EXTENSION pg_stat_statements UPDATE");
        runQueries(1);
        assertThatThrownBy(() -> probe.read(connection)).hasMessageContaining("does not exist");
        Reading updated = probe.read(connection);
        runQueries(2);
        Reading later = probe.read(connection);

        // Then
        assertThat(theOrdersQuery(old).getCalls()).isEqualTo(3);
        assertThat(updated.observations()).isEmpty();
        assertThat(theOrdersQuery(later).getCalls()).isEqualTo(2);
        assertThat(stats(later).getComplete()).isTrue();
    }

    @Test
    void shouldTellThePlanningOfAnExecutionThatEndsAfterTheLook() throws SQLException {
        // Given
        database.execute("INSERT INTO orders VALUES (1, 'a'), (2, 'b')");
        try (Connection client = database.connect();
                var statement = client.createStatement()) {
            statement.execute("SET pg_stat_statements.track_planning = on");
            probe.read(connection);

            // When it is planned, and stops after its first row
            client.setAutoCommit(false);
            statement.setFetchSize(1);
            statement.executeQuery("SELECT note FROM orders").next();
            Reading running = probe.read(connection);
            client.commit();
            Reading over = probe.read(connection);

            // Then
            QueryDelta planned = query(running, delta -> delta.getPlans() > 0);
            assertThat(planned.getCalls()).isZero();
            assertThat(planned.getPlans()).isEqualTo(1);
            assertThat(planned.getPlanSeconds()).isPositive();
            assertThat(planned.getMaxSeconds()).isNull();
            QueryDelta executed = query(over, delta -> delta.getQueryId() == planned.getQueryId());
            assertThat(executed.getCalls()).isEqualTo(1);
            assertThat(executed.getPlans()).isZero();
        }
    }

    @Test
    void shouldCountFromAResetAndSayThatSomethingIsMissing() throws SQLException {
        // Given
        runQueries(4);
        probe.read(connection);
        database.execute("SELECT pg_stat_statements_reset()");
        runQueries(2);

        // When
        Reading reading = probe.read(connection);

        // Then
        assertThat(theOrdersQuery(reading).getCalls()).isEqualTo(2);
        assertThat(stats(reading).getComplete()).isFalse();
    }

    @Test
    void shouldCountAnEntryThatWasRemovedAndMadeAgainFromZero() throws SQLException {
        // Given
        runQueries(1);
        probe.read(connection);
        database.execute("SELECT pg_stat_statements_reset(0, oid, 0) FROM pg_database WHERE datname = '"
                + database.name() + "'");
        runQueries(3);

        // When
        Reading reading = probe.read(connection);

        // Then
        assertThat(theOrdersQuery(reading).getCalls()).isEqualTo(3);
        assertThat(stats(reading).getComplete()).isFalse();
    }

    @Test
    void shouldFindTheExtensionInAnotherSchema() throws SQLException {
        // Given
        database.execute("CREATE SCHEMA \"My extensions\"");
        database.execute("ALTER EXTENSION pg_stat_statements SET SCHEMA \"My extensions\"");
        probe.read(connection);

        // When
        runQueries(1);
        Reading reading = probe.read(connection);

        // Then
        assertThat(theOrdersQuery(reading).getCalls()).isEqualTo(1);
    }

    @Test
    void shouldSayWhatToGrantWhenTheUserMayNotUseTheSchema() throws SQLException {
        // Given
        String role = "watcher_" + database.name();
        database.execute("CREATE SCHEMA \"My extensions\"; CREATE ROLE " + role + " LOGIN IN ROLE pg_monitor;"
                + "ALTER EXTENSION pg_stat_statements SET SCHEMA \"My extensions\"");
        try (Connection watching =
                DriverManager.getConnection(database.target(role).url(), role, null)) {
            // Then
            assertThatThrownBy(() -> probe.read(watching))
                    .hasMessageContaining("GRANT USAGE ON SCHEMA \"My extensions\" TO <the user>");
            database.execute("GRANT USAGE ON SCHEMA \"My extensions\" TO " + role);
            assertThat(probe.read(watching).shortcoming()).isEmpty();
        }
    }

    @Test
    void shouldSayThatNothingIsCountedWhereQueriesHaveNoIds() throws SQLException {
        // Given
        try (var statement = connection.createStatement()) {
            statement.execute("SET compute_query_id = off");
        }

        // Then
        assertThat(probe.read(connection).shortcoming()).contains("compute_query_id is off");
    }

    @Test
    void shouldSayWhatToDoWhenTheExtensionIsMissingAndGoOnWhenItIsThere() throws SQLException {
        // Given
        probe.read(connection);
        database.execute("DROP EXTENSION pg_stat_statements");

        // Then
        assertThatThrownBy(() -> probe.read(connection)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> probe.read(connection)).hasMessageContaining("CREATE EXTENSION pg_stat_statements");
        database.execute("CREATE EXTENSION pg_stat_statements");
        assertThat(probe.read(connection).shortcoming()).isEmpty();
    }

    private void runQueries(int times) throws SQLException {
        try (Connection client = database.connect();
                var statement = client.createStatement()) {
            for (int time = 0; time < times; time++)
                statement.execute("INSERT INTO orders VALUES (" + time + ", 'geheim')");
        }
    }

    private QueryDelta theOrdersQuery(Reading reading) {
        return query(
                reading,
                delta -> delta.getRows() > 0 && delta.getRows() == delta.getCalls() && delta.getWalBytes() > 0);
    }

    private QueryDelta query(Reading reading, Predicate<QueryDelta> wanted) {
        return stats(reading).getQueries().stream()
                .filter(delta -> delta.getDatabase().equals(database.name()))
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    private static QueryStats stats(Reading reading) {
        return reading.observations().stream()
                .map(observation -> (Object) observation.value())
                .filter(QueryStats.class::isInstance)
                .map(QueryStats.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<QueryText> texts(Reading reading) {
        return reading.observations().stream()
                .map(observation -> (Object) observation.value())
                .filter(QueryText.class::isInstance)
                .map(QueryText.class::cast)
                .toList();
    }
}
