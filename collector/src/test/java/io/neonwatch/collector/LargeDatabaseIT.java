package io.neonwatch.collector;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database that is much larger than usual: each round ends, within the time that the server gives it. */
@Timeout(300)
class LargeDatabaseIT {

    private static final int TABLES = 10_000;

    /** Slower than in other tests, so that one round is over before the next. */
    private static final CollectorConfig CONFIG = WatchedTarget.config(ofMillis(2000), true, 1.0);

    @Test
    void shouldReadTenThousandTables() throws SQLException {
        try (OwnServer server = new OwnServer()) {
            // Given
            for (int first = 0; first < TABLES; first += 500)
                server.execute("DO $$ BEGIN FOR i IN " + first + ".." + (first + 499)
                        + " LOOP EXECUTE format('CREATE TABLE t_%s (id int)', i); END LOOP; END $$");

            // When
            try (WatchedTarget target = WatchedTarget.start(server.target(), CONFIG, null)) {
                // Then
                await().atMost(ofMinutes(2))
                        .until(() -> target.batches("tables").count() >= 3);
                assertThat(target.points("neonwatch.collector.probe.degraded")).isEmpty();
                assertThat(target.values("neonwatch.up")).doesNotContain(0.0);
                assertThat(Samples.points(target.batches("tables").toList().getLast(), "postgresql.rows"))
                        .hasSizeGreaterThanOrEqualTo(TABLES);
            }
        }
    }
}
