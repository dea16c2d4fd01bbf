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
import io.neonwatch.collector.sampling.PlanShapes;
import io.neonwatch.collector.sampling.QueryActivity;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.RoleRights;
import io.neonwatch.collector.sampling.SideSessions;
import io.neonwatch.collector.sampling.TargetConnector;
import io.neonwatch.collector.sampling.vector.RecallResult.Measured;
import io.neonwatch.collector.sampling.vector.RecallResult.Skipped;
import io.neonwatch.collector.sampling.vector.RecallResult.Why;
import io.neonwatch.runtime.config.Secret;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DockerCondition.class)
@ExtendWith(SharedPgvector.class)
class RecallIT {

    private static final String ITEMS = """
            CREATE TABLE items (id int PRIMARY KEY, embedding vector(16));
            SELECT setseed(0.5);
            INSERT INTO items SELECT g, (SELECT array_agg(random() - 0.5) FROM generate_series(1, 16) WHERE g > 0)::vector
            FROM generate_series(1, 3000) g;
            GRANT SELECT ON items TO neonwatch;
            """;
    private static final RecallConfig ON = config(Duration.ofSeconds(30), 1_000_000, List.of());

    private final Database database;

    RecallIT(Database database) {
        this.database = database;
    }

    @Test
    void shouldFindVectorsToSearchForWhereAPageHasManyRows() throws SQLException {
        // Given vectors that are all elsewhere, so that two hundred rows fit on a page
        database.execute("CREATE TABLE items (embedding vector(600));"
                + "ALTER TABLE items ALTER embedding SET STORAGE EXTERNAL, SET (toast_tuple_target = 128);"
                + "INSERT INTO items SELECT array_fill(g, ARRAY[600])::vector FROM generate_series(1, 12000) g;"
                + "CREATE INDEX items_embedding ON items USING ivfflat (embedding vector_l2_ops) WITH (lists = 1);"
                + "ANALYZE items");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            RecallSearch search =
                    RecallSearch.of(VectorIndexes.read(connection).getFirst().index(), "public");
            for (int round = 0; round < 20; round++) {
                // When
                int found = 0;
                try (ResultSet row = statement.executeQuery(search.sample(20))) {
                    while (row.next()) found++;
                }

                // Then
                assertThat(found).isEqualTo(20);
            }
        }
    }

    @Test
    void shouldFindHighRecallWithAWideSearchAndLowWithANarrowOne() throws SQLException {
        // Given
        database.execute(ITEMS + "CREATE INDEX plain ON items USING hnsw (embedding vector_l2_ops)");

        // When
        database.execute("ALTER DATABASE " + database.name() + " SET hnsw.ef_search = 400");
        Measured wide = (Measured) measure("plain");
        database.execute("ALTER DATABASE " + database.name() + " SET hnsw.ef_search = 1");
        Measured narrow = (Measured) measure("plain");

        // Then
        assertThat(RecallRules.mean(wide.recalls())).isGreaterThan(0.98);
        assertThat(RecallRules.mean(narrow.recalls())).isLessThan(0.3);
        assertThat(wide.recalls()).hasSize(20);
        assertThat(wide.indexSeconds()).hasSize(20).allMatch(seconds -> seconds > 0);
        assertThat(wide.exactSeconds()).hasSize(20);
    }

    @Test
    void shouldFindTheLowRecallOfOneListOfMany() throws SQLException {
        // Given
        database.execute(
                ITEMS + "CREATE INDEX lists ON items USING ivfflat (embedding vector_cosine_ops) WITH (lists = 100)");

        // When
        Measured one = (Measured) measure("lists");
        database.execute("ALTER DATABASE " + database.name() + " SET ivfflat.probes = 100");
        Measured all = (Measured) measure("lists");

        // Then
        assertThat(RecallRules.mean(one.recalls())).isLessThan(0.8);
        assertThat(RecallRules.mean(all.recalls())).isEqualTo(1);
    }

    @Test
    void shouldMeasureEveryType() throws SQLException {
        // Given
        database.execute(ITEMS + """
                ALTER TABLE items ADD COLUMN sparse sparsevec(16);
                UPDATE items SET sparse = embedding::sparsevec;
                CREATE INDEX half ON items USING hnsw ((embedding::halfvec(16)) halfvec_ip_ops);
                CREATE INDEX bits ON items USING hnsw ((binary_quantize(embedding)::bit(16)) bit_hamming_ops);
                CREATE INDEX thin ON items USING hnsw (sparse sparsevec_l2_ops) WHERE id > 1000;
                ALTER DATABASE %s SET hnsw.ef_search = 400
                """.formatted(database.name()));

        // Then
        for (String index : List.of("half", "bits", "thin"))
            assertThat(measure(index))
                    .isInstanceOfSatisfying(
                            Measured.class,
                            measured -> assertThat(RecallRules.mean(measured.recalls()))
                                    .as(index)
                                    .isGreaterThan(0.9));
    }

    @Test
    void shouldLeaveOutWhatCannotBeSearchedFor() throws SQLException {
        // Given null and zero vectors, for which the cosine distance is no number, and a name that must be quoted
        database.execute("""
                CREATE TABLE "odd \"\"🐘\"\"
                name" (id int, embedding vector(3));
                INSERT INTO "odd \"\"🐘\"\"
                name" SELECT g, CASE g % 3 WHEN 0 THEN '[0,0,0]' WHEN 1 THEN NULL ELSE '[1,2,' || g || ']' END::vector
                FROM generate_series(1, 60) g;
                CREATE INDEX "odd \"\"index\"\"\" ON "odd \"\"🐘\"\"
                name" USING hnsw (embedding vector_cosine_ops);
                GRANT SELECT ON "odd \"\"🐘\"\"
                name" TO neonwatch
                """);

        // Then
        assertThat(measure("odd \"index\"")).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(measured.recalls()).hasSize(20).allMatch(recall -> recall >= 0 && recall <= 1);
            assertThat(RecallRules.mean(measured.recalls())).isGreaterThan(0.9);
        });
    }

    @Test
    void shouldSayWhyThereIsNoRecall() throws SQLException {
        // Given
        database.execute(ITEMS + """
                CREATE INDEX plain ON items USING hnsw (embedding vector_l2_ops);
                ANALYZE items;
                CREATE TABLE empty (v vector(3)); CREATE INDEX of_empty ON empty USING hnsw (v vector_l2_ops);
                CREATE TABLE secret (v vector(3)); INSERT INTO secret VALUES ('[1,2,3]');
                CREATE INDEX of_secret ON secret USING hnsw (v vector_l2_ops);
                GRANT SELECT ON empty TO neonwatch
                """);

        // Then
        assertThat(measure("of_empty"))
                .isInstanceOfSatisfying(
                        Skipped.class, skipped -> assertThat(skipped.why()).isEqualTo(Why.NO_VECTORS));
        assertThat(measure("of_secret")).isInstanceOfSatisfying(Skipped.class, skipped -> {
            assertThat(skipped.why()).isEqualTo(Why.NO_RIGHT);
            assertThat(skipped.remedy()).contains("GRANT SELECT ON \"public\".\"secret\" TO");
        });
        assertThat(measure("plain", config(Duration.ofSeconds(30), 2_999, List.of())))
                .isInstanceOfSatisfying(
                        Skipped.class, skipped -> assertThat(skipped.why()).isEqualTo(Why.TOO_MANY_ROWS));
        assertThat(measure("plain", config(Duration.ofNanos(1), 1_000_000, List.of())))
                .isInstanceOfSatisfying(
                        Skipped.class, skipped -> assertThat(skipped.why()).isEqualTo(Why.TOO_SLOW));
    }

    @Test
    void shouldLeaveNothingBehind() throws SQLException {
        // Given
        database.execute(ITEMS + "CREATE INDEX plain ON items USING hnsw (embedding vector_l2_ops)");
        try (Connection connection = database.watch()) {
            VectorIndex index = VectorIndexes.read(connection).getFirst().index();
            long before = nextTransaction();

            // When
            new RecallRun(
                            connection,
                            RoleRights.of(connection),
                            ON,
                            System.nanoTime() + ofSeconds(30).toNanos())
                    .measure(index, VectorLook.read(connection).schema());

            // Then
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(text(connection, "SHOW enable_indexscan")).isEqualTo("on");
            assertThat(text(connection, "SHOW enable_seqscan")).isEqualTo("on");
            assertThat(text(connection, "SHOW transaction_isolation")).isEqualTo("read committed");
            assertThat(nextTransaction()).isEqualTo(before);
        }
    }

    @Test
    void shouldRunBesideTheProbeAndOnABranch(Database branch) throws SQLException {
        // Given a target without rights, and a copy of it with another index
        database.execute("CREATE TABLE items (v vector(3)); CREATE INDEX plain ON items USING hnsw (v vector_l2_ops)");
        branch.execute(ITEMS + "CREATE INDEX of_branch ON items USING hnsw (embedding vector_l2_ops)");
        RecallConfig config = new RecallConfig(
                true,
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                20,
                1_000_000,
                List.of(new RecallBranch(database.name(), branch.url(), null, new Secret("neonwatch"), null)));
        VectorProbe probe = new VectorProbe(
                new VectorConfig(null, null, config),
                database.target(),
                new QueryActivity(),
                new PlanShapes(),
                SideSessions.UNCOUNTED,
                Gate.OPEN);

        // When
        AtomicReference<Reading> last = new AtomicReference<>();
        try (Connection connection = database.watch()) {
            await().atMost(ofSeconds(60)).until(() -> {
                last.set(probe.read(connection));
                return !points(last.get(), "neonwatch.vector.recall").isEmpty();
            });
        }

        // Then
        assertThat(values(last.get(), "neonwatch.vector.recall", Map.of("postgresql.index.name", "of_branch")))
                .singleElement()
                .satisfies(recall -> assertThat(recall).isBetween(0.5, 1.0));
        assertThat(points(last.get(), "neonwatch.vector.recall.duration.p95")).hasSize(2);
        assertThat(last.get().shortcoming()).isEmpty();
    }

    @Test
    void shouldEndARunInTheMiddleOfASearch() throws SQLException {
        // Given searches that take 10 s each, until they time out
        database.execute("""
                CREATE TABLE items (embedding vector(3));
                INSERT INTO items SELECT '[1,2,3]' FROM generate_series(1, 10);
                CREATE FUNCTION slow(v vector) RETURNS vector LANGUAGE plpgsql IMMUTABLE AS $$
                BEGIN
                    IF session_user = 'neonwatch' THEN PERFORM pg_sleep(2); END IF;
                    RETURN v;
                END $$;
                DO $$ BEGIN
                    FOR n IN 1..12 LOOP
                        EXECUTE 'CREATE INDEX ON items USING hnsw ((slow(embedding)::vector(3)) vector_l2_ops)';
                    END LOOP;
                END $$;
                GRANT SELECT ON items TO neonwatch
                """);
        RecallRunner runner = new RecallRunner(
                config(Duration.ofMinutes(5), 1_000_000, List.of()),
                new TargetConnector(database.target()),
                Gate.OPEN,
                new RecallSchedule(Duration.ofHours(6), System.nanoTime(), () -> 0));
        runner.startIfDue(System.nanoTime());
        await().atMost(ofSeconds(60)).until(() -> sessions("query LIKE '%slow(%' AND state = 'active'") == 1);

        // When
        runner.stop();

        // Then
        await().atMost(ofSeconds(30)).until(() -> sessions("true") == 0);
        assertThat(runner.take()).isNull();
    }

    @Test
    void shouldNotRunUnlessSwitchedOn() throws SQLException {
        // Given
        database.execute(ITEMS + "CREATE INDEX plain ON items USING hnsw (embedding vector_l2_ops)");
        VectorProbe probe = new VectorProbe(
                VectorConfig.DEFAULT,
                database.target(),
                new QueryActivity(),
                new PlanShapes(),
                SideSessions.UNCOUNTED,
                Gate.OPEN);

        // When
        try (Connection connection = database.watch()) {
            probe.read(connection);
            Reading reading = probe.read(connection);

            // Then
            assertThat(points(reading, "neonwatch.vector.recall")).isEmpty();
            assertThat(Long.parseLong(text(
                            connection,
                            "SELECT count(*) FROM pg_stat_activity WHERE datname = '" + database.name()
                                    + "' AND usename = 'neonwatch'")))
                    .isEqualTo(1);
        }
    }

    private RecallResult measure(String name) throws SQLException {
        return measure(name, ON);
    }

    private RecallResult measure(String name, RecallConfig config) throws SQLException {
        try (Connection connection = database.watch()) {
            VectorLook look = VectorLook.read(connection);
            VectorIndex index = VectorIndexes.read(connection).stream()
                    .map(IndexSample::index)
                    .filter(each -> each.name().name().equals(name))
                    .findFirst()
                    .orElseThrow();
            return new RecallRun(
                            connection,
                            RoleRights.of(connection),
                            config,
                            System.nanoTime() + config.budget().toNanos())
                    .measure(index, look.schema());
        }
    }

    private long sessions(String which) throws SQLException {
        try (Connection connection = database.connect()) {
            return Long.parseLong(text(
                    connection,
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = '" + database.name()
                            + "' AND usename = 'neonwatch' AND " + which));
        }
    }

    private long nextTransaction() throws SQLException {
        try (Connection connection = database.connect()) {
            return Long.parseLong(text(connection, "SELECT pg_snapshot_xmax(pg_current_snapshot())"));
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static RecallConfig config(Duration budget, int maxRows, List<RecallBranch> branches) {
        return new RecallConfig(true, null, budget, 20, maxRows, branches);
    }
}
