package io.neonwatch.collector.sampling.plans;

import static io.neonwatch.collector.sampling.Batches.points;
import static io.neonwatch.collector.sampling.Batches.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neonwatch.collector.PostgresVersion;
import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.PlanShapes;
import io.neonwatch.collector.sampling.QueryActivity;
import io.neonwatch.collector.sampling.QueryDescription;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.RelationName;
import io.neonwatch.collector.sampling.SafetySettings;
import io.neonwatch.schemas.QueryText;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedPostgres.class)
class PlansProbeIT {

    private static final String NEWEST = "SELECT id FROM orders ORDER BY created DESC LIMIT $1";

    private final QueryActivity activity = new QueryActivity();
    private final PlanShapes shapes = new PlanShapes();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final PlansProbe probe =
            new PlansProbe(new Origin("orders", "collector-1"), PlansConfig.DEFAULT, activity, shapes, () -> now);

    @ParameterizedTest
    @EnumSource
    void shouldSeeThePlanThatAQueryWithALimitReallyHas(PostgresVersion version, SharedPostgres.Servers servers)
            throws SQLException {
        // Given
        Database database = withOrders(servers.database(version));
        ran(1, NEWEST);
        try (Connection connection = watch(database)) {

            // When
            Reading reading = probe.read(connection);
            Explanation asItStands;
            try (Explainer explainer = Explainer.on(connection)) {
                asItStands = explainer.explain(new ExplainableText(NEWEST, 1, true, 0));
            }

            // Then
            assertThat(Objects.requireNonNull(shapes.of(1)).text())
                    .isEqualTo("Limit\n  Index Scan backward using orders_created on public.orders");
            assertThat(Objects.requireNonNull(shapes.of(1)).indexes())
                    .containsExactly(new RelationName("public", "orders_created"));
            assertThat(texts(reading)).singleElement().satisfies(text -> {
                assertThat(text.getQueryId()).isEqualTo(1);
                assertThat(text.getPlanShape()).contains("orders_created");
            });
            assertThat(points(reading, "neonwatch.query.plan.changes")).isEmpty();
            assertThat(asItStands)
                    .isInstanceOfSatisfying(
                            Explanation.Seen.class,
                            seen -> assertThat(seen.shape().text()).contains("Seq Scan", "Sort"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellThatAPlanChanged(PostgresVersion version, SharedPostgres.Servers servers) throws SQLException {
        // Given
        Database database = withOrders(servers.database(version));
        ran(1, NEWEST);
        try (Connection connection = watch(database)) {
            probe.read(connection);
            String before = Objects.requireNonNull(shapes.of(1)).hash();
            database.execute("DROP INDEX orders_created");

            // When
            activity.add(1, 100, 50, 1000);
            Reading tooSoon = probe.read(connection);
            now = now.plus(Duration.ofMinutes(11));
            Reading reading = probe.read(connection);

            // Then
            assertThat(points(tooSoon, "neonwatch.query.plan.changes")).isEmpty();
            String after = Objects.requireNonNull(shapes.of(1)).hash();
            assertThat(after).isNotEqualTo(before);
            assertThat(values(
                            reading,
                            "neonwatch.query.plan.changes",
                            Map.of("query_id", "1", "from", before, "to", after)))
                    .containsExactly(1.0);
            assertThat(texts(reading)).hasSize(1);
            assertThat(Objects.requireNonNull(shapes.of(1)).indexes()).isEmpty();
        }
    }

    @Test
    void shouldNotTakeMoreRowsForAnotherPlan(Database server) throws SQLException {
        // Given a limit of 10, for which the index is best
        Database database = withOrders(server);
        ran(1, NEWEST);
        try (Connection connection = watch(database)) {
            probe.read(connection);
            String before = Objects.requireNonNull(shapes.of(1)).hash();

            // When it has come to want so many rows that sorting them is best
            activity.add(1, 100, 50, 1_000_000);
            now = now.plus(Duration.ofMinutes(11));
            shapes.lookAgain(1);
            Reading reading = probe.read(connection);

            // Then
            assertThat(Objects.requireNonNull(shapes.of(1)).hash()).isNotEqualTo(before);
            assertThat(points(reading, "neonwatch.query.plan.changes")).isEmpty();
            assertThat(texts(reading)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNeverRunOrChangeAnything(PostgresVersion version, SharedPostgres.Servers servers) throws SQLException {
        // Given
        Database database = withOrders(servers.database(version));
        database.execute("CREATE SEQUENCE ran");
        ran(1, "DELETE FROM orders WHERE id = $1");
        ran(2, "INSERT INTO orders SELECT nextval('ran'), $1, now()");
        ran(3, "SELECT nextval($1::regclass), pg_sleep($2) FROM orders");
        ran(4, "WITH gone AS (DELETE FROM orders RETURNING *) SELECT count(*) FROM gone WHERE id > $1");
        database.execute("GRANT ALL ON orders, ran TO PUBLIC");
        try (Connection connection = watch(database)) {

            // When
            Reading reading = probe.read(connection);

            // Then
            assertThat(values(reading, "neonwatch.query.plan.looks", Map.of("outcome", "seen")))
                    .containsExactly(4.0);
            assertThat(single(connection, "SELECT count(*) FROM public.orders")).isEqualTo("20000");
            assertThat(single(connection, "SELECT is_called FROM public.ran")).isEqualTo("f");
            assertThat(single(connection, "SHOW statement_timeout")).isEqualTo("5s");
            assertThat(single(connection, "SHOW plan_cache_mode")).isEqualTo("auto");
            assertThat(single(connection, "SELECT count(*) FROM pg_prepared_statements WHERE name = 'neonwatch_plan'"))
                    .isEqualTo("0");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveALockedTableAlone(PostgresVersion version, SharedPostgres.Servers servers) throws SQLException {
        // Given
        Database database = withOrders(servers.database(version));
        ran(1, NEWEST);
        try (Connection connection = watch(database);
                Connection holder = database.connect("holder");
                Statement locking = holder.createStatement()) {
            holder.setAutoCommit(false);
            locking.execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");

            // When
            Reading whileLocked = probe.read(connection);
            holder.rollback();
            now = now.plus(Duration.ofMinutes(11));
            shapes.lookAgain(1);
            Reading later = probe.read(connection);

            // Then
            assertThat(values(whileLocked, "neonwatch.query.plan.looks", Map.of("outcome", "postponed")))
                    .containsExactly(1.0);
            assertThat(values(later, "neonwatch.query.plan.looks", Map.of("outcome", "seen")))
                    .containsExactly(1.0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayWhichRightIsMissing(PostgresVersion version, SharedPostgres.Servers servers) throws SQLException {
        // Given
        Database database = withOrders(servers.database(version));
        String role = watcher(database);
        database.execute("CREATE ROLE " + role + " LOGIN IN ROLE pg_monitor");
        ran(1, NEWEST);
        ran(2, "DELETE FROM orders WHERE id = $1");
        ran(3, "SELECT * FROM gone WHERE id = $1");
        ran(4, "SELECT $1, $2::int4[] FROM pg_class WHERE relname ? $3");
        try (Connection connection =
                DriverManager.getConnection(database.target(role).url(), role, null)) {
            restrict(connection);

            // When
            Reading refused = probe.read(connection);
            database.execute("GRANT pg_read_all_data TO " + role);
            now = now.plus(Duration.ofMinutes(61));
            shapes.lookAgain(1);
            Reading granted = probe.read(connection);

            // Then
            assertThat(refused.shortcoming()).contains("GRANT pg_read_all_data");
            assertThat(values(refused, "neonwatch.query.plan.looks", Map.of("outcome", "refused")))
                    .containsExactly(2.0);
            assertThat(values(refused, "neonwatch.query.plan.looks", Map.of("outcome", "impossible")))
                    .containsExactly(2.0);
            assertThat(granted.shortcoming()).isEmpty();
            assertThat(shapes.of(1)).isNotNull();
        }
    }

    @Test
    void shouldNotAskForARightThatWouldChangeNothing(Database database) throws SQLException {
        // Given a function that the user may not call, who may read everything
        ran(1, "SELECT pg_read_file($1)");
        try (Connection connection = watch(withOrders(database))) {
            // When
            Reading reading = probe.read(connection);

            // Then
            assertThat(values(reading, "neonwatch.query.plan.looks", Map.of("outcome", "refused")))
                    .containsExactly(1.0);
            assertThat(reading.shortcoming()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepItsSafetyWhateverThePlannerCalls(PostgresVersion version, SharedPostgres.Servers servers)
            throws SQLException {
        // Given a function that is called when a query is planned, undoes all safety and writes
        Database database = withOrders(servers.database(version));
        database.execute("CREATE TABLE written (n int)");
        database.execute("GRANT ALL ON written TO PUBLIC");
        database.execute("""
                CREATE FUNCTION writes() RETURNS int LANGUAGE plpgsql AS
                $$ BEGIN INSERT INTO written VALUES (1); RETURN 1; END $$
                """);
        database.execute("""
                CREATE FUNCTION undoes() RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM set_config('default_transaction_read_only', 'off', false),
                            set_config('statement_timeout', '0', false),
                            set_config('lock_timeout', '0', false),
                            set_config('idle_in_transaction_session_timeout', '0', false),
                            pg_advisory_lock(42);
                    BEGIN
                        PERFORM set_config('transaction_read_only', 'off', false);
                    EXCEPTION WHEN OTHERS THEN NULL;
                    END;
                    BEGIN
                        PERFORM writes();
                    EXCEPTION WHEN OTHERS THEN NULL;
                    END;
                    RETURN 1;
                END $$
                """);
        ran(1, "SELECT undoes() FROM orders WHERE id = $1");
        ran(2, "SELECT undoes(), id FROM orders WHERE id = $1");
        try (Connection connection = watch(database)) {

            // When
            Reading reading = probe.read(connection);
            ran(3, "SELECT undoes(), note FROM orders WHERE id = $1");
            Reading later = probe.read(connection);

            // Then
            assertThat(values(reading, "neonwatch.query.plan.looks", Map.of("outcome", "seen")))
                    .containsExactly(2.0);
            assertThat(values(later, "neonwatch.query.plan.looks", Map.of("outcome", "seen")))
                    .containsExactly(1.0);
            assertThat(single(connection, "SELECT count(*) FROM public.written"))
                    .isEqualTo("0");
            assertThat(single(connection, "SHOW default_transaction_read_only")).isEqualTo("on");
            assertThat(single(connection, "SHOW statement_timeout")).isEqualTo("5s");
            assertThat(single(connection, "SHOW lock_timeout")).isEqualTo("100ms");
            assertThat(single(connection, "SHOW idle_in_transaction_session_timeout"))
                    .isEqualTo("10s");
            assertThat(single(
                            connection,
                            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
                                    + " AND pid = pg_backend_pid()"))
                    .isEqualTo("0");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndASessionThatIsNoLongerSafe(PostgresVersion version, SharedPostgres.Servers servers)
            throws SQLException {
        // Given
        Database database = withOrders(servers.database(version));
        ran(1, NEWEST);
        try (Connection connection = watch(database)) {
            single(connection, "SELECT set_config('default_transaction_read_only', 'off', false)");

            // Then
            assertThatThrownBy(() -> probe.read(connection))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("set_config");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER ROLE %s SUPERUSER",
                "ALTER ROLE %s CREATEROLE",
                "GRANT pg_execute_server_program TO %s",
                "GRANT CREATE ON SCHEMA public TO %1$s; ALTER TABLE orders OWNER TO %1$s",
            })
    void shouldPlanNothingAsARoleWithMoreRightsThanItNeeds(String grant, Database database) throws SQLException {
        // Given
        withOrders(database);
        ran(1, NEWEST);
        try (Connection connection = watch(database)) {
            database.execute(grant.formatted(watcher(database)));

            // When
            Reading reading = probe.read(connection);

            // Then
            assertThat(reading.shortcoming()).contains(watcher(database), "pg_read_all_data and nothing else");
            assertThat(points(reading, "neonwatch.query.plan.looks")).isEmpty();
        }
    }

    private void ran(long id, String text) {
        activity.add(id, 100, 0.1, 1000);
        activity.describe(id, new QueryDescription(text, text, now));
    }

    private static Database withOrders(Database database) throws SQLException {
        database.execute("CREATE TABLE orders (id bigint, note text, created timestamptz)");
        database.execute("""
                INSERT INTO orders SELECT i, repeat('x', 500), now() - random() * interval '1 year'
                FROM generate_series(1, 20000) i
                """);
        database.execute("CREATE INDEX orders_created ON orders (created)");
        database.execute("ANALYZE orders");
        // As if the table were too large to be cached: one row in ten by the index costs more than to sort them all.
        database.execute("ALTER DATABASE " + database.name() + " SET random_page_cost = 40");
        return database;
    }

    /** As a role that has what it needs and no more. */
    private static Connection watch(Database database) throws SQLException {
        String role = watcher(database);
        database.execute("CREATE ROLE " + role + " LOGIN IN ROLE pg_monitor, pg_read_all_data");
        Connection connection =
                DriverManager.getConnection(database.target(role).url(), role, null);
        restrict(connection);
        return connection;
    }

    private static String watcher(Database database) {
        return "watcher_" + database.name();
    }

    /** As every connection of the collector is. */
    private static void restrict(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SafetySettings.OWN_NAMES_ONLY + ";"
                    + "SELECT set_config('statement_timeout', '5s', false), "
                    + "set_config('lock_timeout', '100ms', false), "
                    + "set_config('idle_in_transaction_session_timeout', '10s', false), "
                    + "set_config('default_transaction_read_only', 'on', false)");
        }
    }

    private static String single(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static List<QueryText> texts(Reading reading) {
        return reading.observations().stream()
                .map(observation -> (Object) observation.value())
                .filter(QueryText.class::isInstance)
                .map(QueryText.class::cast)
                .toList();
    }
}
