package io.neonwatch.sandbox.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadClientIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String PASSWORD = "not-to-be-seen";
    private static final int TERMINATED = 143;

    @TempDir
    Path directory;

    private EmbeddedPostgres postgres;

    @BeforeEach
    void startPostgres() {
        postgres = EmbeddedPostgres.start(directory);
    }

    @AfterEach
    void stopPostgres() {
        postgres.close();
    }

    @Test
    void shouldWaitForTheDatabaseGoOnAfterItsCrashAndEndInOrder() throws Exception {
        // Given
        postgres.kill();
        try (ProgramUnderTest workload = start()) {
            await().atMost(LONG).until(() -> workload.hasLogged("Dependency is away", "postgresql"));

            // When
            postgres.restart();
            await().atMost(LONG).until(() -> workload.hasLogged("The shop is open"));
            postgres.kill();
            postgres.restart();

            // Then
            long orders = number("SELECT count(*) FROM orders");
            await().atMost(LONG).until(() -> number("SELECT count(*) FROM orders") > orders);
            assertThat(workload.commandLine()).doesNotContain(PASSWORD);
            assertThat(workload.terminate()).isEqualTo(TERMINATED);
            assertThat(number("SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'shop%'"))
                    .isZero();
            assertThat(workload.log())
                    .allMatch(line -> line.startsWith("{") && line.endsWith("}"))
                    .noneMatch(line -> line.contains(PASSWORD));
        }
    }

    private ProgramUnderTest start() throws IOException {
        Path output = Files.createDirectories(directory.resolve("workload"));
        return ProgramUnderTest.start(
                output,
                WorkloadClient.class,
                Map.of(
                        "WORKLOAD_URL",
                        postgres.jdbcUrl("postgres"),
                        "WORKLOAD_USER",
                        "postgres",
                        "WORKLOAD_PASSWORD",
                        PASSWORD));
    }

    private long number(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }
}
