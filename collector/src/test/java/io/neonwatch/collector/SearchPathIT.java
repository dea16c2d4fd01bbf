package io.neonwatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.PlanShapes;
import io.neonwatch.collector.sampling.Probe;
import io.neonwatch.collector.sampling.QueryActivity;
import io.neonwatch.collector.sampling.QueryDescription;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.collector.sampling.TargetConnector;
import io.neonwatch.collector.sampling.database.DatabaseProbe;
import io.neonwatch.collector.sampling.instance.InstanceProbe;
import io.neonwatch.collector.sampling.plans.PlansConfig;
import io.neonwatch.collector.sampling.plans.PlansProbe;
import io.neonwatch.collector.sampling.relations.RelationsConfig;
import io.neonwatch.collector.sampling.relations.RelationsProbe;
import io.neonwatch.collector.sampling.server.ServerProbe;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever may create functions must not get them called with the collector's rights. */
@ExtendWith(SharedPostgres.class)
class SearchPathIT {

    /** Better matches than PostgreSQL's own for the calls that probes make, and the same as its own. */
    private static final String LURES = """
            CREATE SCHEMA lure;
            GRANT USAGE ON SCHEMA lure TO public;
            CREATE FUNCTION lure.concat_ws(text, bigint, bigint, bigint) RETURNS text LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_catalog.set_config('lure.taken', 'yes', false); RETURN ''; END $$;
            CREATE FUNCTION lure.clock_timestamp() RETURNS timestamptz LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_catalog.set_config('lure.taken', 'yes', false); RETURN now(); END $$;
            CREATE FUNCTION lure.set_config(text, text, boolean) RETURNS text LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_catalog.set_config('lure.taken', 'yes', false); RETURN $2; END $$;
            """;

    @ParameterizedTest
    @EnumSource
    void shouldCallNobodyElsesFunctions(PostgresVersion version, SharedPostgres.Servers servers) throws SQLException {
        // Given
        Database database = servers.database(version);
        String user = watcher(database);
        database.execute(LURES + "ALTER DATABASE " + database.name() + " SET search_path = lure, pg_catalog, public");

        // When
        try (Connection connection = new TargetConnector(database.target(user)).connect()) {
            for (Probe probe : List.of(
                    new InstanceProbe(),
                    new DatabaseProbe(),
                    new ServerProbe(),
                    new RelationsProbe(RelationsConfig.DEFAULT))) {
                probe.connected(new Server(version.major() * 10_000, "", ""));
                probe.read(connection);
            }

            // Then
            assertThat(asked(connection, "SELECT current_setting('lure.taken', true)"))
                    .isNotEqualTo("yes");
            assertThat(asked(connection, "SHOW default_transaction_read_only")).isEqualTo("on");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "\"shop Ü\""})
    void shouldFindTheTablesOfAQueryWhereASessionOfTheUserWould(String schema, Database database) throws SQLException {
        // Given
        String user = watcher(database);
        database.execute("CREATE SCHEMA IF NOT EXISTS %1$s; CREATE TABLE %1$s.orders (id int PRIMARY KEY);"
                        .formatted(schema)
                + "GRANT USAGE ON SCHEMA " + schema + " TO public; GRANT SELECT ON " + schema + ".orders TO public;"
                + "ALTER DATABASE " + database.name() + " SET search_path = " + schema);
        QueryActivity activity = new QueryActivity();
        activity.add(1, 1, 1, 1);
        activity.describe(1, new QueryDescription("SELECT FROM orders", "SELECT FROM orders", Instant.EPOCH));
        PlanShapes shapes = new PlanShapes();
        Probe probe = new PlansProbe(
                new Origin("orders", "collector-1"), PlansConfig.DEFAULT, activity, shapes, () -> Instant.EPOCH);

        // When
        try (Connection connection = new TargetConnector(database.target(user)).connect()) {
            probe.read(connection);

            // Then
            assertThat(shapes.of(1)).isNotNull();
            assertThat(asked(connection, "SHOW search_path")).isEqualTo("pg_catalog, pg_temp");
        }
    }

    private static String watcher(Database database) throws SQLException {
        String user = database.name() + "_watcher";
        database.execute("CREATE ROLE " + user + " LOGIN IN ROLE pg_monitor");
        return user;
    }

    private static String asked(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
