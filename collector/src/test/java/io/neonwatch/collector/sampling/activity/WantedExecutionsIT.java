package io.neonwatch.collector.sampling.activity;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.PostgresVersion;
import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Instants;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

@ExtendWith(SharedPostgres.class)
class WantedExecutionsIT {

    @ParameterizedTest
    @EnumSource
    void shouldTellWhatStartedLaterHoweverShortWhenThatIsWanted(PostgresVersion version, SharedPostgres.Servers servers)
            throws SQLException {
        // Given
        Database database = servers.database(version);
        try (Connection connection = database.connect("neonwatch");
                Connection client = database.connect("client");
                Statement statement = client.createStatement();
                ResultSet row = statement.executeQuery("SELECT statement_timestamp() AS started")) {
            row.next();
            Instant started = Instants.required(row, "started");
            int pid = client.unwrap(PGConnection.class).getBackendPID();

            // When
            await().atMost(ofSeconds(20))
                    .untilAsserted(() -> assertThat(executions(connection, pid, started.minusMillis(1)))
                            // Then
                            .hasSize(2)
                            .allSatisfy(execution -> {
                                assertThat(execution.running()).isFalse();
                                assertThat(execution.start()).isEqualTo(started);
                            }));
            assertThat(executions(connection, pid, started)).isEmpty();
            assertThat(executions(connection, pid, null)).isEmpty();
        }
    }

    /** As a look and as a round tell them. */
    private static List<Execution> executions(Connection connection, int pid, @Nullable Instant startedAfter)
            throws SQLException {
        WantedExecutions wanted = new WantedExecutions(Instant.EPOCH, ofMinutes(5), startedAfter);
        List<Execution> all =
                new ArrayList<>(ExecutionSample.read(connection, wanted).executions());
        all.addAll(ActivitySample.read(connection, wanted).executions());
        return all.stream()
                .filter(execution -> execution.session().pid() == pid)
                .toList();
    }
}
