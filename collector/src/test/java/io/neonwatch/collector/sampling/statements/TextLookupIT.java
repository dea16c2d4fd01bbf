package io.neonwatch.collector.sampling.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.ServerQueries;
import io.neonwatch.schemas.QueryDelta;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is told while texts cannot be looked up. */
@ExtendWith(SharedPostgres.class)
class TextLookupIT {

    private final StatementsProbe probe = new StatementsProbe(new Origin("orders", "collector-1"), new ServerQueries());
    private final Database database;
    private final TextTrap trap;

    TextLookupIT(Database database) throws SQLException {
        this.database = database;
        database.execute("CREATE TABLE orders (id int)");
        this.trap = TextTrap.in(database);
    }

    @Test
    void shouldLoseNothingWhenTheConnectionIsLostDuringTheLookup() throws SQLException {
        // Given
        try (Connection connection = database.connect("neonwatch")) {
            probe.read(connection);
            trap.endSessions();
            for (int time = 0; time < 3; time++) database.execute("INSERT INTO orders VALUES (1), (2)");
            assertThatThrownBy(() -> probe.read(connection)).isInstanceOf(SQLException.class);
            assertThat(connection.isClosed()).isTrue();
        }
        trap.remove();

        // When
        try (Connection next = database.connect("neonwatch")) {
            Reading reading = probe.read(next);

            // Then
            assertThat(StatementReadings.deltas(reading))
                    .filteredOn(delta -> delta.getDatabase().equals(database.name()) && delta.getRows() == 6)
                    .extracting(QueryDelta::getCalls)
                    .containsExactly(3L);
        }
    }
}
