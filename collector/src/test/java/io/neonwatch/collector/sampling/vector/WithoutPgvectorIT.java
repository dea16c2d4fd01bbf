package io.neonwatch.collector.sampling.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.PostgresVersion;
import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Batches;
import io.neonwatch.collector.sampling.Gate;
import io.neonwatch.collector.sampling.PlanShapes;
import io.neonwatch.collector.sampling.QueryActivity;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.SideSessions;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedPostgres.class)
class WithoutPgvectorIT {

    @ParameterizedTest
    @EnumSource
    void shouldFindNothingAndComplainOfNothing(PostgresVersion version, SharedPostgres.Servers servers)
            throws SQLException {
        // Given a name that only looks like a vector index
        Database database = servers.database(version);
        database.execute("CREATE TABLE items (id int); CREATE INDEX items_hnsw ON items (id)");
        VectorProbe probe = new VectorProbe(
                VectorConfig.DEFAULT,
                database.target("neonwatch"),
                new QueryActivity(),
                new PlanShapes(),
                SideSessions.UNCOUNTED,
                Gate.OPEN);

        // When
        try (Connection connection = database.connect("neonwatch")) {
            probe.read(connection);
            Reading reading = probe.read(connection);

            // Then
            assertThat(Batches.of(reading).getGroups()).isEmpty();
            assertThat(reading.shortcoming()).isEmpty();
        }
    }
}
