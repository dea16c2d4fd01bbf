package io.neonwatch.collector.sampling.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.neonwatch.collector.OwnPostgres;
import io.neonwatch.collector.PostgresVersion;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.ServerQueries;
import io.neonwatch.schemas.QueryDelta;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names and texts that are no text in the encoding of the database that is watched. On servers of its own. */
class EncodingsIT {

    private static final OwnPostgres SERVERS = new OwnPostgres();

    private final StatementsProbe probe = new StatementsProbe(new Origin("orders", "collector-1"), new ServerQueries());

    @AfterAll
    static void stopServers() {
        SERVERS.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_14", "POSTGRESQL_17"})
    void shouldReadWhateverADatabaseWithoutEncodingHolds(PostgresVersion version) throws SQLException {
        // Given
        Database watched = createDatabase(version, "SQL_ASCII");
        runDirectly(watched, "CREATE DATABASE doomed TEMPLATE template0", "CREATE ROLE doomed");
        try (Connection connection = watch(watched)) {
            probe.read(connection);
            runDirectly(new Database(watched.server(), "doomed"), "SELECT 1, 2");
            runBytes(watched, "ALTER DATABASE doomed RENAME TO", "e4");
            runBytes(watched, "ALTER ROLE doomed RENAME TO", "e4f6");
            runBytes(watched, "SET ROLE", "e4f6", "SELECT 1, 2, 3");
            runBytes(watched, "SELECT 1 AS", "e462");
            runDirectly(watched, "SELECT 1, 2, 3, 4 AS caf\u00e9");

            // When
            Reading reading = probe.read(connection);

            // Then
            assertThat(reading.shortcoming()).isEmpty();
            assertThat(StatementReadings.texts(reading))
                    .contains("SELECT $1, $2, $3, $4 AS caf\u00e9", "SELECT $1 AS \"\uFFFDb\"");
            assertThat(StatementReadings.deltas(reading))
                    .extracting(QueryDelta::getDatabase, QueryDelta::getUser)
                    .contains(
                            tuple(watched.name(), "postgres"),
                            tuple(watched.name(), "\uFFFD\uFFFD"),
                            tuple("\uFFFD", "postgres"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_14", "POSTGRESQL_17"})
    void shouldSayWhichDatabaseHidesTheTextsOfAllAndHowToMendIt(PostgresVersion version) throws SQLException {
        // Given PostgreSQL converts all texts for whoever asks for one, and gives up at the first that it cannot
        // convert
        Database watched = createDatabase(version, "UTF8");
        Database neighbour = createDatabase(version, "SQL_ASCII");
        try (Connection connection = watch(watched)) {
            probe.read(connection);
            runBytes(neighbour, "SELECT 1 AS", "e462");
            runDirectly(watched, "SELECT 43 AS asked_by_somebody");

            // When
            Reading reading = probe.read(connection);

            // Then
            String remedy = reset(neighbour);
            assertThat(StatementReadings.texts(reading)).isEmpty();
            assertThat(reading.shortcoming())
                    .contains(neighbour.name())
                    .contains("UTF8")
                    .contains(remedy)
                    .doesNotContain("0xe4");
            assertThat(StatementReadings.deltas(reading))
                    .filteredOn(delta -> delta.getDatabase().equals(watched.name()))
                    .extracting(QueryDelta::getUser)
                    .contains("postgres")
                    .doesNotContain("watcher");

            // When
            runDirectly(watched, remedy);
            runDirectly(watched, "SELECT 43 AS asked_by_somebody");

            // Then
            StatementsProbe other = new StatementsProbe(new Origin("orders", "collector-1"), new ServerQueries());
            other.read(connection);
            runDirectly(watched, "SELECT 43 AS asked_by_somebody");
            assertThat(StatementReadings.texts(other.read(connection))).contains("SELECT $1 AS asked_by_somebody");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_14", "POSTGRESQL_17"})
    void shouldSayWhichDatabaseHasTextsThatADatabaseOfFewerCharactersLacks(PostgresVersion version)
            throws SQLException {
        // Given
        Database watched = createDatabase(version, "LATIN1");
        Database neighbour = createDatabase(version, "UTF8");
        try (Connection connection = watch(watched)) {
            probe.read(connection);
            runDirectly(neighbour, "SELECT 1 AS \"\u4e2d\u6587\"");

            // When
            Reading reading = probe.read(connection);

            // Then
            assertThat(reading.shortcoming())
                    .contains(neighbour.name())
                    .contains("LATIN1")
                    .contains(reset(neighbour))
                    .doesNotContain(watched.name());
        } finally {
            runDirectly(neighbour, reset(neighbour));
        }
    }

    private static String reset(Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT oid FROM pg_database WHERE datname = current_database()")) {
            row.next();
            return "SELECT public.pg_stat_statements_reset(0, " + row.getLong(1) + ", 0)";
        }
    }

    private static Database createDatabase(PostgresVersion version, String encoding) throws SQLException {
        Database server = SERVERS.database(version);
        String name = encoding.toLowerCase(Locale.ROOT) + "_"
                + UUID.randomUUID().toString().substring(0, 8);
        runDirectly(
                server,
                "SELECT pg_stat_statements_reset()",
                "DROP ROLE IF EXISTS watcher",
                "CREATE ROLE watcher LOGIN IN ROLE pg_monitor",
                "CREATE DATABASE " + name + " ENCODING '" + encoding
                        + "' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        Database database = new Database(server.server(), name);
        runDirectly(database, "CREATE EXTENSION pg_stat_statements");
        return database;
    }

    private static Connection watch(Database database) throws SQLException {
        return DriverManager.getConnection(
                database.server().jdbcUrl(database.name(), "watcher") + "&ApplicationName=neonwatch");
    }

    /** A statement with a name of bytes that are no UTF-8, which no driver would send. */
    private static void runBytes(Database database, String statement, String hexadecimal, String... next)
            throws SQLException {
        List<String> statements = new ArrayList<>();
        statements.add("SET pg_stat_statements.track = 'all'");
        statements.add("DO $$ BEGIN EXECUTE '" + statement + " \"' || convert_from('\\x" + hexadecimal
                + "', 'SQL_ASCII') || '\"'; END $$");
        statements.addAll(List.of(next));
        runDirectly(database, statements.toArray(String[]::new));
    }

    private static void runDirectly(Database database, String... statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) statement.execute(sql);
        }
    }
}
