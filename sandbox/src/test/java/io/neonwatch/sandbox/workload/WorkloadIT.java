package io.neonwatch.sandbox.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    private static EmbeddedPostgres postgres;
    private Workload workload;

    @BeforeAll
    static void startPostgres(@TempDir Path directory) {
        postgres = EmbeddedPostgres.start(directory);
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @BeforeEach
    void start() {
        workload = Workload.start(postgres.jdbcUrl("postgres"));
    }

    @AfterEach
    void close() {
        workload.close();
    }

    @Test
    void shouldReadAndWriteAllTheTime() {
        // When
        long before = number("SELECT count(*) FROM orders");

        // Then
        await().atMost(LONG).until(() -> number("SELECT count(*) FROM orders") > before);
        await().atMost(LONG).until(() -> sessions("shop") == WorkloadSettings.MODEST.clients());
    }

    @Test
    void shouldGoOnAfterACrashOfTheDatabase() {
        // Given
        await().atMost(LONG).until(() -> sessions("shop") > 0);

        // When
        postgres.kill();
        postgres.restart();

        // Then
        await().atMost(LONG).until(() -> sessions("shop") == WorkloadSettings.MODEST.clients());
    }

    @Test
    void shouldHoldAsManyIdleConnectionsAsAsked() {
        // When
        workload.openIdleConnections(10);
        workload.openIdleConnections(5);

        // Then
        assertThat(sessions("shop-pool")).isEqualTo(15);
        workload.closeIdleConnections();
        await().atMost(LONG).until(() -> sessions("shop-pool") == 0);
    }

    @Test
    void shouldRunSlowQueriesUntilClosed() {
        // When
        var ended = workload.runSlowQueries(4, Duration.ofMinutes(5), 2);

        // Then
        await().atMost(LONG)
                .until(() -> number(
                                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'shop-reports' AND wait_event = 'PgSleep'")
                        == 2);
        workload.close();
        assertThatThrownBy(() -> ended.get(30, TimeUnit.SECONDS)).hasMessageContaining("cancel");
    }

    @Test
    void shouldCompleteWhenTheSlowQueryEnds() {
        // When
        var ended = workload.runSlowQuery(Duration.ofMillis(50));

        // Then
        assertThat(ended).succeedsWithin(LONG);
    }

    @Test
    void shouldEmptyATableAndFillItAgain() {
        // When
        int deleted = workload.deleteEverythingFrom("documents");

        // Then
        assertThat(deleted).isEqualTo(WorkloadSettings.MODEST.documents());
        assertThat(number("SELECT count(*) FROM documents")).isZero();
        assertThat(workload.reloadTable("documents")).isEqualTo(deleted);
    }

    @Test
    void shouldKnowOnlyItsOwnTables() {
        // When
        assertThatThrownBy(() -> workload.deleteEverythingFrom("orders; DROP TABLE orders"))
                // Then
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldEndItsSessionsInGoodOrder() {
        // Given
        String lost = "SELECT sessions_abandoned + sessions_fatal + sessions_killed FROM pg_stat_database"
                + " WHERE datname = 'postgres'";
        long before = number(lost);
        workload.openIdleConnections(3);
        workload.runSlowQuery(Duration.ofMinutes(5));
        await().atMost(LONG).until(() -> sessions("shop-reports") == 1);

        // When
        workload.close();

        // Then
        await().atMost(LONG)
                .until(() -> number("SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'shop%'") == 0);
        assertThat(number(lost)).isEqualTo(before);
    }

    private static long sessions(String application) {
        return number("SELECT count(*) FROM pg_stat_activity WHERE application_name = '" + application + "'");
    }

    private static long number(String sql) {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
