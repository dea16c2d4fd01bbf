package io.neonwatch.collector.sampling.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.ServerQueries;
import io.neonwatch.schemas.QueryDelta;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is told while texts cannot be looked up. The collector has a user of its own, or shares it with an application. */
@ExtendWith(SharedPostgres.class)
class TextLookupIT {

    private final StatementsProbe probe = new StatementsProbe(
            new Origin("orders", "collector-1"), new ServerQueries(), new TextLookup(Duration.ZERO));
    private final String user;
    private final Database database;
    private final TextTrap trap;

    TextLookupIT(Database database) throws SQLException {
        this.database = database;
        this.user = "watcher_" + database.name();
        database.execute("CREATE ROLE " + user + " LOGIN IN ROLE pg_monitor");
        database.execute("CREATE TABLE orders (id int); GRANT ALL ON orders TO PUBLIC");
        this.trap = TextTrap.in(database);
    }

    @Test
    void shouldLoseNothingWhenTheConnectionIsLostDuringTheLookup() throws SQLException {
        // Given
        try (Connection connection = database.connect("neonwatch")) {
            probe.read(connection);
            trap.endSessions();
            for (int time = 0; time < 3; time++) database.execute("INSERT INTO orders VALUES (1), (2)");
            assertThatThrownBy(() -> probe.read(connection)).isInstanceOf(SQLException.class);
            assertThat(connection.isClosed()).isTrue();
        }
        trap.remove();

        // When
        try (Connection next = database.connect("neonwatch")) {
            Reading reading = probe.read(next);

            // Then
            assertThat(StatementReadings.deltas(reading))
                    .filteredOn(delta -> delta.getDatabase().equals(database.name()) && delta.getRows() == 6)
                    .extracting(QueryDelta::getCalls)
                    .containsExactly(3L);
        }
    }

    @Test
    void shouldHoldBackWhatItsOwnUserRanUntilItKnowsWhatThatIs() throws SQLException {
        // Given
        try (Connection connection = connect("neonwatch")) {
            probe.read(connection);
            trap.fail();

            // When
            List<QueryDelta> untilThen = new ArrayList<>();
            for (int time = 0; time < 3; time++) {
                database.execute("INSERT INTO orders VALUES (1), (2), (3)");
                runApplication();
                Reading reading = probe.read(connection);
                assertThat(reading.shortcoming())
                        .contains("too slow", "nothing is told of what the collector's own user runs");
                untilThen.addAll(told(reading));
            }
            trap.remove();
            insertTwo(connection);
            List<QueryDelta> after = told(probe.read(connection));
            List<QueryDelta> later = told(probe.read(connection));

            // Then what others ran was told at once, what its user ran for others was late, and its own never was
            assertThat(untilThen).extracting(QueryDelta::getUser).isNotEmpty().doesNotContain(user);
            assertThat(untilThen).filteredOn(delta -> delta.getRows() == 3).hasSize(3);
            assertThat(after)
                    .filteredOn(delta -> delta.getUser().equals(user) && delta.getRows() > 0)
                    .singleElement()
                    .satisfies(delta -> {
                        assertThat(delta.getCalls()).isEqualTo(4);
                        assertThat(delta.getRows()).isEqualTo(8);
                        assertThat(delta.getMaxSeconds()).isPositive();
                    });
            assertThat(later).filteredOn(delta -> delta.getUser().equals(user)).isEmpty();
        }
    }

    @Test
    void shouldHoldNothingBackWhereAnApplicationHasTheSameUser() throws SQLException {
        // Given
        try (Connection connection = connect("neonwatch")) {
            probe.read(connection);
            trap.fail();

            // When
            try (Connection application = connect("shop")) {
                insertTwo(application);
                Reading reading = probe.read(connection);
                List<QueryDelta> told = told(reading);

                // Then
                assertThat(reading.shortcoming()).contains("too slow").doesNotContain("nothing is told");
                assertThat(told)
                        .filteredOn(delta -> delta.getUser().equals(user))
                        .extracting(QueryDelta::getRows)
                        .contains(2L);
            }
        }
    }

    @Test
    void shouldTellWhatItHeldBackOfAnEntryThatIsGone() throws SQLException {
        // Given
        try (Connection connection = connect("neonwatch")) {
            probe.read(connection);
            trap.fail();
            runApplication();
            assertThat(told(probe.read(connection)))
                    .extracting(QueryDelta::getUser)
                    .doesNotContain(user);

            // When
            database.execute("SELECT pg_stat_statements_reset(0, oid, 0) FROM pg_database WHERE datname = '"
                    + database.name() + "'");
            trap.remove();

            // Then
            assertThat(told(probe.read(connection)))
                    .filteredOn(delta -> delta.getUser().equals(user) && delta.getRows() == 2)
                    .hasSize(1);
        }
    }

    @Test
    void shouldNotAskAgainAtOnceForWhatTheServerHasNoTextOf() throws SQLException {
        // Given
        TextLookup lookup = new TextLookup();
        try (Connection connection = connect("neonwatch")) {
            StatementsExtension extension = StatementsExtension.find(connection).orElseThrow();

            // When
            Map<Long, String> texts = lookup.find(List.of(entry(4711)), connection, extension);

            // Then
            assertThat(texts).isEmpty();
            assertThat(lookup.withoutText(4711)).isTrue();
            assertThat(lookup.withoutText(4712)).isFalse();
        }
    }

    private static StatementCounters entry(long queryId) {
        return new StatementCounters(
                new StatementKey(1, 10, queryId, true),
                "orders",
                "anna",
                null,
                CounterValues.of(counter -> 1),
                Extremes.ofOne(1));
    }

    private List<QueryDelta> told(Reading reading) {
        return StatementReadings.deltas(reading).stream()
                .filter(delta -> delta.getDatabase().equals(database.name()))
                .toList();
    }

    /** Its session is over when this returns. */
    private void runApplication() throws SQLException {
        try (Connection application = connect("shop")) {
            insertTwo(application);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            try (Connection client = database.connect();
                    Statement statement = client.createStatement();
                    ResultSet row = statement.executeQuery("SELECT FROM pg_stat_activity WHERE usename = '" + user
                            + "' AND application_name = 'shop'")) {
                return !row.next();
            }
        });
    }

    private static void insertTwo(Connection application) throws SQLException {
        try (Statement statement = application.createStatement()) {
            statement.execute("INSERT INTO orders VALUES (1), (2)");
        }
    }

    private Connection connect(String application) throws SQLException {
        return DriverManager.getConnection(
                database.server().jdbcUrl(database.name(), user) + "&ApplicationName=" + application);
    }
}
