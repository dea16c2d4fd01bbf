package io.neonwatch.collector.sampling.instance;

import static io.neonwatch.collector.sampling.Batches.values;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPostgres.class)
class InstanceProbeIT {

    private final InstanceProbe probe = new InstanceProbe();
    private final Database database;

    InstanceProbeIT(Database database) {
        this.database = database;
    }

    @Test
    void shouldCountConnectionsByStateAgainstTheLimit() throws SQLException {
        // Given
        int limit = EmbeddedPostgres.DEFAULT_CONNECTIONS - 3;
        List<Connection> idle = new ArrayList<>();
        try (Connection connection = database.connect("neonwatch")) {
            for (int count = 0; count < 10; count++) idle.add(database.connect());
            idle.getFirst().setAutoCommit(false);
            idle.getFirst().createStatement().execute("SELECT 1");

            // Then sessions of earlier tests may still be on their way out
            await().atMost(ofSeconds(10)).untilAsserted(() -> {
                Reading reading = probe.read(connection);
                assertThat(values(reading, "neonwatch.up", Map.of())).containsExactly(1.0);
                assertThat(values(reading, "neonwatch.connections.limit", Map.of()))
                        .containsExactly((double) limit);
                assertThat(values(reading, "postgresql.backends", Map.of("state", "idle")))
                        .containsExactly(9.0);
                assertThat(values(reading, "postgresql.backends", Map.of("state", "active")))
                        .containsExactly(1.0);
                assertThat(values(reading, "postgresql.backends", Map.of("state", "idle in transaction")))
                        .containsExactly(1.0);
                assertThat(values(reading, "neonwatch.connections.utilization", Map.of()))
                        .containsExactly(11.0 / limit);
                assertThat(reading.shortcoming()).isEmpty();
            });
        } finally {
            for (Connection connection : idle) connection.close();
        }
    }

    @Test
    void shouldSayWhatIsMissingToAnUnprivilegedUser() throws SQLException {
        // Given
        String role = database.name() + "_role";
        database.execute("CREATE ROLE " + role + " LOGIN");
        try (Connection other = database.connect();
                Connection connection =
                        java.sql.DriverManager.getConnection(database.server().jdbcUrl(database.name(), role))) {
            // When
            Reading reading = probe.read(connection);

            // Then
            assertThat(reading.shortcoming()).contains("GRANT pg_monitor");
            assertThat(values(reading, "postgresql.backends", Map.of("state", "unknown")))
                    .singleElement()
                    .satisfies(count -> assertThat(count).isPositive());
            assertThat(other.isClosed()).isFalse();
        }
    }

    @Test
    void shouldCountSessionsThatEndedFatally() throws SQLException {
        // Given
        try (Connection connection = database.connect("neonwatch")) {
            probe.read(connection);
            try (Connection doomed = database.connect()) {
                doomed.setAutoCommit(false);
                doomed.createStatement().execute("SET idle_in_transaction_session_timeout = 50");

                // Then
                await().atMost(ofSeconds(20)).untilAsserted(() -> {
                    Reading reading = probe.read(connection);
                    assertThat(values(reading, "neonwatch.connection.failures", Map.of("reason", "sessions_fatal")))
                            .containsExactly(1.0);
                });
            }
        }
    }
}
