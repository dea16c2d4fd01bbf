package io.neonwatch.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.PostgresVersion;
import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.SharedPostgres.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedPostgres.class)
class TargetConnectorIT {

    @ParameterizedTest
    @EnumSource
    void shouldHaveNothingCompiledForItsStatements(PostgresVersion version, SharedPostgres.Servers servers)
            throws SQLException {
        // Given
        Database database = servers.database(version);
        database.execute("ALTER DATABASE " + database.name() + " SET jit = on;" + "ALTER DATABASE " + database.name()
                + " SET jit_above_cost = 0");

        // When
        try (Connection connection = new TargetConnector(database.target("postgres")).connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW jit")) {
            // Then
            row.next();
            assertThat(row.getString(1)).isEqualTo("off");
        }
    }
}
