package io.neonwatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.TargetConnector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a role has been given must not keep the collector out. */
@ExtendWith(SharedPostgres.class)
class RoleSettingsIT {

    private static final int OFTEN = 10;

    @ParameterizedTest
    @EnumSource
    void shouldConnectAsARoleWhoseStatementsMayTakeAMillisecond(PostgresVersion version, SharedPostgres.Servers servers)
            throws SQLException {
        // Given
        Database database = servers.database(version);
        String user = database.name() + "_hasty";
        database.execute("CREATE ROLE %1$s LOGIN IN ROLE pg_monitor; ALTER ROLE %1$s SET statement_timeout = '1ms'"
                .formatted(user));

        for (int time = 0; time < OFTEN; time++) {
            // When
            try (Connection connection = new TargetConnector(database.target(user)).connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT current_setting('statement_timeout'), reset_val"
                            + " FROM pg_settings WHERE name = 'statement_timeout'")) {
                // Then
                row.next();
                assertThat(row.getString(1)).isEqualTo("5s");
                assertThat(row.getInt("reset_val")).as("from the start").isEqualTo(5_000);
            }
        }
    }
}
