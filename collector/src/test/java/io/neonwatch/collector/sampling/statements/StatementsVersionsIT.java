package io.neonwatch.collector.sampling.statements;

import static io.neonwatch.collector.sampling.Batches.points;
import static io.neonwatch.collector.sampling.Batches.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.PostgresVersion;
import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.QueryActivity;
import io.neonwatch.collector.sampling.QueryTotals;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.ServerQueries;
import io.neonwatch.schemas.QueryDelta;
import io.neonwatch.schemas.QueryStats;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each version of the extension counts. */
@ExtendWith(SharedPostgres.class)
class StatementsVersionsIT {

    private final ServerQueries queries = new ServerQueries();
    private final StatementsProbe probe = new StatementsProbe(new Origin("orders", "collector-1"), queries);

    @ParameterizedTest
    @EnumSource
    void shouldReadAllThatTheVersionCounts(PostgresVersion version, SharedPostgres.Servers servers)
            throws SQLException {
        // Given
        Database database = servers.database(version);
        QueryActivity activity = queries.of(database.name());
        database.execute("CREATE TABLE orders (id int, note text)");
        try (Connection connection = database.connect("neonwatch");
                Connection client = database.connect("shop");
                Statement statement = client.createStatement()) {
            probe.read(connection);

            // When
            statement.execute("SET work_mem = '64kB'");
            statement.execute("INSERT INTO orders SELECT i, repeat('x', 100) FROM generate_series(1, 20000) i");
            statement.execute("SELECT count(*) FROM (SELECT note, id FROM orders ORDER BY note, id DESC OFFSET 1) o");
            statement.execute("CREATE TEMP TABLE t AS SELECT * FROM orders");
            statement.execute("UPDATE t SET id = id + 1");
            statement.execute("SELECT count(*) FROM t");
            Reading reading = probe.read(connection);

            // Then
            QueryDelta insert = delta(reading, activity, "INSERT INTO orders");
            assertThat(insert.getRows()).isEqualTo(20_000);
            assertThat(insert.getWalRecords()).isGreaterThanOrEqualTo(20_000);
            assertThat(insert.getWalBytes()).isGreaterThan(2_000_000);
            assertThat(insert.getSharedBlocksDirtied()).isPositive();
            assertThat(insert.getMaxSeconds()).isEqualTo(insert.getTotalSeconds());
            assertThat(insert.getMinSeconds()).isEqualTo(insert.getTotalSeconds());
            QueryDelta sort = delta(reading, activity, "SELECT count(*) FROM (SELECT note");
            assertThat(sort.getTempBlocksWritten()).isPositive();
            assertThat(sort.getTempBlocksRead()).isPositive();
            if (version.major() >= 15)
                assertThat(sort.getTempBlockWriteSeconds()).isPositive();
            QueryDelta local = delta(reading, activity, "UPDATE t SET id");
            assertThat(local.getLocalBlocksHit()).isPositive();
            assertThat(local.getLocalBlocksDirtied()).isPositive();
            QueryTotals told = Objects.requireNonNull(activity.totals(insert.getQueryId()));
            assertThat(told.rowsPerCall()).isEqualTo(20_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTotalEachDatabase(PostgresVersion version, SharedPostgres.Servers servers) throws SQLException {
        // Given
        Database database = servers.database(version);
        database.execute("CREATE TABLE orders (id int)");
        try (Connection connection = database.connect("neonwatch")) {
            probe.read(connection);

            // When
            database.execute("INSERT INTO orders SELECT generate_series(1, 1000)");
            Reading reading = probe.read(connection);

            // Then
            Map<String, String> own = Map.of("database", database.name());
            assertThat(only(values(reading, "neonwatch.query.rows", own))).isGreaterThanOrEqualTo(1_000);
            assertThat(only(values(reading, "neonwatch.query.wal.size", own))).isPositive();
            assertThat(points(reading, "neonwatch.query.blocks", own)).hasSize(10);
            assertThat(points(reading, "neonwatch.query.block.time", own))
                    .hasSize(version.major() >= 17 ? 6 : version.major() >= 15 ? 4 : 2);
            assertThat(values(reading, "neonwatch.query.jit.time", own)).hasSize(version.major() >= 15 ? 1 : 0);
            assertThat(values(reading, "neonwatch.query.parallel_workers.launched", own))
                    .hasSize(version.major() >= 18 ? 1 : 0);
            assertThat(only(values(reading, "neonwatch.statements.entries", Map.of())))
                    .isPositive();
            assertThat(values(reading, "neonwatch.statements.limit", Map.of())).containsExactly(5_000.0);
            assertThat(values(reading, "neonwatch.statements.evictions", Map.of()))
                    .containsExactly(0.0);
        }
    }

    private static QueryDelta delta(Reading reading, QueryActivity activity, String text) {
        return reading.observations().stream()
                .map(observation -> (Object) observation.value())
                .filter(QueryStats.class::isInstance)
                .map(QueryStats.class::cast)
                .flatMap(stats -> stats.getQueries().stream())
                .filter(query -> {
                    var description = activity.description(query.getQueryId());
                    return description != null && description.text().startsWith(text);
                })
                .findFirst()
                .orElseThrow();
    }

    private static double only(List<Double> values) {
        assertThat(values).hasSize(1);
        return values.getFirst();
    }
}
