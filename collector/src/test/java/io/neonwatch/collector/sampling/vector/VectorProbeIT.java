package io.neonwatch.collector.sampling.vector;

import static io.neonwatch.collector.sampling.Batches.points;
import static io.neonwatch.collector.sampling.Batches.values;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.docker.DockerCondition;
import io.neonwatch.collector.docker.SharedPgvector;
import io.neonwatch.collector.docker.SharedPgvector.Database;
import io.neonwatch.collector.sampling.Gate;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.PlanShape;
import io.neonwatch.collector.sampling.PlanShapes;
import io.neonwatch.collector.sampling.QueryActivity;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.RelationName;
import io.neonwatch.collector.sampling.ServerQueries;
import io.neonwatch.collector.sampling.SideSessions;
import io.neonwatch.collector.sampling.statements.StatementsProbe;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DockerCondition.class)
@ExtendWith(SharedPgvector.class)
class VectorProbeIT {

    private static final String INDEX = "postgresql.index.name";
    private static final String TYPE = "neonwatch.vector.type";
    private static final String ITEMS = """
            CREATE TABLE items (id int PRIMARY KEY, tenant int, embedding vector(16));
            SELECT setseed(0.5);
            INSERT INTO items SELECT g, g % 100,
                (SELECT array_agg(random()) FROM generate_series(1, 16) WHERE g > 0)::vector
            FROM generate_series(1, 6000) g;
            """;

    private final ServerQueries queries = new ServerQueries();
    private final QueryActivity activity;
    private final PlanShapes plans = new PlanShapes();
    private final Database database;
    private final Connection connection;
    private final VectorProbe probe;

    VectorProbeIT(Database database) throws SQLException {
        this.database = database;
        this.connection = database.watch();
        this.activity = queries.of(database.name());
        this.probe = new VectorProbe(
                new VectorConfig(null, null, null),
                database.target(),
                activity,
                plans,
                SideSessions.UNCOUNTED,
                Gate.OPEN);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void shouldDescribeIndexesByTheirAccessMethod() throws SQLException {
        // Given
        database.execute(ITEMS + """
                ALTER TABLE items ADD COLUMN half halfvec(8), ADD COLUMN sparse sparsevec(1000);
                CREATE INDEX plain ON items USING hnsw (embedding vector_cosine_ops);
                CREATE INDEX "half \"\"🐘\"\"\" ON items USING hnsw ((embedding::halfvec(16)) halfvec_l2_ops)
                    WITH (m = 8, ef_construction = 32);
                CREATE INDEX bits ON items USING hnsw ((binary_quantize(embedding)::bit(16)) bit_hamming_ops);
                CREATE INDEX thin ON items USING hnsw (sparse sparsevec_ip_ops);
                CREATE INDEX lists ON items USING ivfflat (embedding vector_l2_ops) WITH (lists = 10);
                CREATE INDEX not_hnsw ON items (tenant);
                ANALYZE items;
                """);

        // When
        Reading reading = probe.read(connection);

        // Then
        assertThat(points(reading, "neonwatch.vector.index.size"))
                .extracting(point -> List.of(
                        point.attributes().get(INDEX),
                        point.attributes().get("neonwatch.index.method"),
                        point.attributes().get(TYPE),
                        point.attributes().get("postgresql.distance.function.name")))
                .containsExactlyInAnyOrder(
                        List.of("plain", "hnsw", "vector", "cosine"),
                        List.of("half \"🐘\"", "hnsw", "halfvec", "l2"),
                        List.of("bits", "hnsw", "bit", "hamming"),
                        List.of("thin", "hnsw", "sparsevec", "inner_product"),
                        List.of("lists", "ivfflat", "vector", "l2"));
        assertThat(values(reading, "neonwatch.vector.index.m", Map.of(TYPE, "halfvec")))
                .containsExactly(8.0);
        assertThat(values(reading, "neonwatch.vector.index.m", Map.of(INDEX, "plain")))
                .containsExactly(16.0);
        assertThat(values(reading, "neonwatch.vector.index.lists", Map.of())).containsExactly(10.0);
        assertThat(values(reading, "neonwatch.vector.index.bytes_per_vector", Map.of(INDEX, "plain")))
                .containsExactly(72.0);
        assertThat(values(reading, "neonwatch.vector.index.bytes_per_vector", Map.of(TYPE, "halfvec")))
                .containsExactly(40.0);
        assertThat(values(reading, "neonwatch.vector.index.bytes_per_vector", Map.of(TYPE, "bit")))
                .containsExactly(10.0);
        assertThat(points(reading, "neonwatch.vector.index.halfvec_saving.estimate"))
                .extracting(point -> point.attributes().get(INDEX))
                .containsExactlyInAnyOrder("plain", "lists");
        assertThat(points(reading, "neonwatch.vector.index.cache_ratio")).hasSize(5);
        assertThat(points(reading, "neonwatch.vector.defect"))
                .extracting(point -> point.attributes().get("fixed_in"))
                .containsExactly("0.8.2", "0.8.3", "0.8.4");
        assertThat(values(reading, "neonwatch.vector.setting", Map.of("name", "hnsw.ef_search")))
                .containsExactly(40.0);
    }

    @Test
    void shouldCountWhatIsAskedOfAnIndex() throws SQLException {
        // Given
        database.execute(ITEMS + "CREATE INDEX plain ON items USING hnsw (embedding vector_cosine_ops)");
        probe.read(connection);

        // When
        search("", "", 4);
        await().atMost(ofSeconds(30))
                .until(() ->
                        number("SELECT idx_scan FROM pg_stat_user_indexes " + "WHERE indexrelname = 'plain'") == 4);
        Reading reading = probe.read(connection);

        // Then
        assertThat(values(reading, "neonwatch.vector.index.scans", Map.of())).containsExactly(4.0);
        assertThat(values(reading, "neonwatch.vector.index.rows_read_per_scan", Map.of()))
                .containsExactly(10.0);
        assertThat(points(reading, "neonwatch.vector.index.blocks_hit_per_scan")
                        .getFirst()
                        .value())
                .isGreaterThan(10);
    }

    @Test
    void shouldTellThatAFilteredSearchReturnsTooFewRows() throws SQLException {
        // Given
        database.execute(ITEMS + "CREATE INDEX plain ON items USING hnsw (embedding vector_cosine_ops)");
        StatementsProbe statements = new StatementsProbe(new Origin("target", "collector"), queries);
        statements.read(connection);
        probe.read(connection);

        // When
        search("WHERE tenant = 7", "", 5);
        statements.read(connection);
        Reading first = probe.read(connection);
        search("WHERE tenant = 7", "SET hnsw.iterative_scan = strict_order", 5);
        statements.read(connection);
        Reading iterative = probe.read(connection);
        search("WHERE tenant = 7", "", 5);
        statements.read(connection);
        Reading again = probe.read(connection);

        // Then
        Map<String, String> cosine = Map.of("postgresql.distance.function.name", "cosine");
        assertThat(values(first, "postgresql.vector.search.calls", cosine)).containsExactly(5.0);
        assertThat(values(first, "neonwatch.vector.query.rows_per_call", cosine).getFirst())
                .isLessThan(5);
        assertThat(values(iterative, "neonwatch.vector.query.rows_per_call", cosine))
                .containsExactly(10.0);
        assertThat(values(again, "neonwatch.vector.query.expected_rows", Map.of("limit_source", "learned")))
                .containsExactly(10.0);
        assertThat(values(again, "neonwatch.vector.query.returned.share", Map.of())
                        .getFirst())
                .isLessThan(0.5);
        assertThat(values(again, "postgresql.vector.search.duration", cosine).getFirst())
                .isPositive();
    }

    @Test
    void shouldSeeThatAPlanNoLongerUsesTheIndex() throws SQLException {
        // Given
        database.execute(ITEMS + "CREATE INDEX plain ON items USING hnsw (embedding vector_cosine_ops); ANALYZE items");
        StatementsProbe statements = new StatementsProbe(new Origin("target", "collector"), queries);
        statements.read(connection);
        probe.read(connection);

        // When
        Reading indexed = readAfterSearch(statements);
        database.execute("DROP INDEX plain");
        Reading dropped = readAfterSearch(statements);
        boolean asked = !plans.takeWanted().isEmpty();

        // Then
        assertThat(values(indexed, "neonwatch.vector.query.index_used", Map.of("postgresql.table.name", "items")))
                .containsExactly(1.0);
        assertThat(values(dropped, "neonwatch.vector.query.index_used", Map.of("postgresql.table.name", "items")))
                .containsExactly(0.0);
        assertThat(asked).isTrue();
    }

    @Test
    void shouldNotComplainOfASequentialScanOfASmallTable() throws SQLException {
        // Given
        database.execute(ITEMS + "DELETE FROM items WHERE id > 1000; "
                + "CREATE INDEX plain ON items USING hnsw (embedding vector_cosine_ops); ANALYZE items");
        StatementsProbe statements = new StatementsProbe(new Origin("target", "collector"), queries);
        statements.read(connection);
        probe.read(connection);

        // When
        Reading reading = readAfterSearch(statements);

        // Then
        assertThat(points(reading, "postgresql.vector.search.calls")).hasSize(1);
        assertThat(values(reading, "neonwatch.vector.query.index_used", Map.of()))
                .doesNotContain(0.0);
    }

    @Test
    void shouldFollowABuild() throws Exception {
        // Given a build that takes its time
        database.execute(ITEMS + """
                DELETE FROM items WHERE id > 1000;
                CREATE FUNCTION slowly(v vector) RETURNS vector LANGUAGE plpgsql IMMUTABLE AS
                    'BEGIN PERFORM pg_sleep(0.02); RETURN v; END'
                """);
        try (Connection builder = database.connect();
                Statement statement = builder.createStatement()) {
            Thread building = Thread.ofVirtual()
                    .start(() -> executeQuietly(
                            statement,
                            "CREATE INDEX ON items USING hnsw ((slowly(embedding)::vector(16)) vector_l2_ops)"));

            // When
            AtomicReference<Reading> seen = new AtomicReference<>();
            await().atMost(ofSeconds(30)).until(() -> {
                seen.set(probe.read(connection));
                return points(seen.get(), "neonwatch.vector.build.progress").stream()
                        .anyMatch(point -> point.value() > 0 && point.value() < 1);
            });
            statement.cancel();
            building.join();

            // Then
            assertThat(points(seen.get(), "neonwatch.vector.build.progress"))
                    .singleElement()
                    .satisfies(point -> assertThat(point.attributes())
                            .containsEntry("postgresql.table.name", "items")
                            .containsEntry("neonwatch.index.method", "hnsw")
                            .containsEntry("phase", "loading tuples"));
            assertThat(points(probe.read(connection), "neonwatch.vector.build.blocks"))
                    .isEmpty();
        }
    }

    @Test
    void shouldTellThatASettingWasChanged() throws SQLException {
        // Given
        probe.read(connection);

        // When
        database.execute("ALTER DATABASE " + database.name() + " SET hnsw.ef_search = 123");
        Reading changed = probe.read(connection);
        Reading later = probe.read(connection);

        // Then
        assertThat(points(changed, "neonwatch.vector.setting.changes"))
                .singleElement()
                .satisfies(point -> assertThat(point.attributes())
                        .containsEntry("name", "hnsw.ef_search")
                        .containsEntry("value", "123"));
        assertThat(points(later, "neonwatch.vector.setting.changes")).isEmpty();
        assertThat(values(later, "neonwatch.vector.setting", Map.of("name", "hnsw.ef_search", "role", "")))
                .containsExactly(123.0);
    }

    @Test
    void shouldSkipALockedTableWithoutWaitingForIt() throws SQLException {
        // Given
        database.execute(ITEMS + "CREATE INDEX plain ON items USING hnsw (embedding vector_cosine_ops);"
                + "CREATE TABLE other (v vector(3)); CREATE INDEX free ON other USING hnsw (v vector_l2_ops)");
        try (Connection locker = database.connect();
                Statement statement = locker.createStatement();
                Statement watching = connection.createStatement()) {
            watching.execute("SET lock_timeout = '100ms'");
            locker.setAutoCommit(false);
            statement.execute("LOCK TABLE items IN ACCESS EXCLUSIVE MODE");

            // When
            Reading reading = probe.read(connection);

            // Then
            assertThat(points(reading, "neonwatch.vector.index.size"))
                    .extracting(point -> point.attributes().get(INDEX))
                    .containsExactly("free");
        }
    }

    private Reading readAfterSearch(StatementsProbe statements) throws SQLException {
        search("", "SET enable_seqscan = on", 2);
        statements.read(connection);
        boolean indexed = plan().contains("Index Scan using plain");
        RelationName table = new RelationName("public", "items");
        Set<RelationName> indexes = indexed ? Set.of(new RelationName("public", "plain")) : Set.of();
        activity.totals()
                .forEach(query ->
                        plans.put(query.queryId(), new PlanShape("", indexed ? "1" : "2", indexes, Set.of(table))));
        return probe.read(connection);
    }

    private String plan() throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection client = database.connect();
                Statement statement = client.createStatement();
                ResultSet row = statement.executeQuery(
                        "EXPLAIN SELECT id FROM items ORDER BY embedding <=> (SELECT embedding FROM items WHERE id = 5) LIMIT 10")) {
            while (row.next()) plan.append(row.getString(1)).append('\n');
        }
        return plan.toString();
    }

    private void search(String condition, String setting, int times) throws SQLException {
        try (Connection client = database.connect();
                Statement statement = client.createStatement()) {
            statement.execute("SET enable_seqscan = off; SET enable_sort = off;" + setting);
            for (int time = 0; time < times; time++)
                statement.executeQuery("SELECT id FROM items " + condition + " ORDER BY embedding <=> "
                        + "(SELECT embedding FROM items WHERE id = " + (time + 1) + ") LIMIT 10");
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection asking = database.connect();
                Statement statement = asking.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void executeQuietly(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("57014");
        }
    }
}
