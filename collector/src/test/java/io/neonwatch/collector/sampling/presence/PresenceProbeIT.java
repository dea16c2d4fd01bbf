package io.neonwatch.collector.sampling.presence;

import static io.neonwatch.collector.sampling.Batches.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.PostgresVersion;
import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.RecoveryMarks;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedPostgres.class)
class PresenceProbeIT {

    @ParameterizedTest
    @EnumSource
    void shouldSayThatTheDatabaseIsThereAndWhereTheLogIs(PostgresVersion version, SharedPostgres.Servers servers)
            throws Exception {
        // Given
        RecoveryMarks marks = new RecoveryMarks();
        try (Connection connection = servers.database(version).connect()) {
            // When
            Reading reading = new PresenceProbe(marks).read(connection);

            // Then
            assertThat(values(reading, "neonwatch.up", Map.of())).containsExactly(1.0);
            assertThat(values(reading, "neonwatch.connection.failures", Map.of("reason", "probe")))
                    .containsExactly(0.0);
            assertThat(reading.epoch()).matches("[0-9]+");
            assertThat(marks.beforeChangesSince(reading.observedAt().plusSeconds(60))
                            .lsn())
                    .matches("[0-9A-F]+/[0-9A-F]+");
        }
    }
}
