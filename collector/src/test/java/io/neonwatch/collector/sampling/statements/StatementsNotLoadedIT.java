package io.neonwatch.collector.sampling.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neonwatch.collector.OwnPostgres;
import io.neonwatch.collector.PostgresVersion;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.ServerQueries;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StatementsNotLoadedIT {

    @Test
    void shouldSayWhatToLoadWhereTheServerHasNotLoadedTheLibrary() throws SQLException {
        // Given
        StatementsProbe probe = new StatementsProbe(new Origin("orders", "collector-1"), new ServerQueries());
        try (OwnPostgres servers = new OwnPostgres()) {
            Database database = servers.database(PostgresVersion.POSTGRESQL_17);
            database.execute("ALTER SYSTEM SET shared_preload_libraries = 'auto_explain'");
            database.server().restart();
            try (Connection connection = database.connect("neonwatch")) {
                // Then
                assertThatThrownBy(() -> probe.read(connection))
                        .hasMessageContaining("add it to shared_preload_libraries")
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                // 55000 is said of a database that takes no connections, too
                                e -> assertThat(e.getSQLState()).isNull());
            }
        }
    }
}
