package io.neonwatch.sandbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedPostgresIT {

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start(@TempDir Path directory) {
        postgres = EmbeddedPostgres.start(directory);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource({
        "wal_level, logical",
        "shared_preload_libraries, pg_stat_statements",
        "track_io_timing, on",
        "max_connections, 40",
        "server_encoding, UTF8",
        "listen_addresses, 127.0.0.1"
    })
    void shouldBeSetUpForWatching(String setting, String expected) throws SQLException {
        // When
        String value = query("postgres", "SHOW " + setting);

        // Then
        assertThat(value).isEqualTo(expected);
    }

    @Test
    void shouldGiveNewDatabasesAnOwnerAndStatementStatistics() throws SQLException {
        // When
        postgres.createDatabase("orders", "merchant");

        // Then
        assertThat(query("orders", "SELECT count(*) >= 0 FROM pg_stat_statements"))
                .isEqualTo("t");
        assertThat(query("orders", "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'orders'"))
                .isEqualTo("merchant");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldKeepDataAndPortAcrossRestart(boolean crash) throws SQLException {
        // Given
        int port = postgres.port();
        execute("CREATE TABLE kept_" + crash + " AS SELECT 42 AS n");

        // When
        if (crash) postgres.kill();
        else postgres.stop();
        assertThatThrownBy(() -> query("postgres", "SELECT 1")).isInstanceOf(SQLException.class);
        postgres.restart();

        // Then
        assertThat(postgres.port()).isEqualTo(port);
        assertThat(query("postgres", "SELECT n FROM kept_" + crash)).isEqualTo("42");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(database));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
