package io.neonwatch.collector.sampling.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.RoleRights;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without pgvector: an access method of its name, which finds points by their distance, and finds all of them. */
@ExtendWith(SharedPostgres.class)
class LookAlikeRecallIT {

    private static final String ITEMS = """
            CREATE ACCESS METHOD hnsw TYPE INDEX HANDLER spghandler;
            CREATE OPERATOR CLASS point_l2_ops DEFAULT FOR TYPE point USING hnsw AS
                OPERATOR 15 <-> (point, point) FOR ORDER BY pg_catalog.float_ops,
                FUNCTION 1 (point, point) spg_quad_config (internal, internal),
                FUNCTION 2 (point, point) spg_quad_choose (internal, internal),
                FUNCTION 3 (point, point) spg_quad_picksplit (internal, internal),
                FUNCTION 4 (point, point) spg_quad_inner_consistent (internal, internal),
                FUNCTION 5 (point, point) spg_quad_leaf_consistent (internal, internal);
            CREATE TABLE items (place point, tags jsonb);
            INSERT INTO items SELECT point(random(), random()), '{"sold?": 1, "it''s": 2}' FROM generate_series(1, 3000);
            """;

    private final Database database;

    LookAlikeRecallIT(Database database) {
        this.database = database;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tags ? 'sold?'",
                "tags ?| ARRAY['it''s', 'a']",
                "tags <> '{\"a\": \"?\"}'",
                "place <> point '(0, 0)' AND tags @? '$.\"sold?\"'"
            })
    void shouldMeasureAPartialIndexWithQuestionMarks(String predicate) throws SQLException {
        // Given
        // An expression, so that the table is read, too, as with pgvector.
        database.execute(ITEMS + "CREATE INDEX \"near by?\" ON items USING hnsw ((place + point '(1, 1)')) WHERE "
                + predicate + "; ANALYZE items");

        // When
        RecallResult result = measure();

        // Then
        assertThat(result).isInstanceOfSatisfying(RecallResult.Measured.class, measured -> {
            assertThat(measured.recalls()).hasSize(20).containsOnly(1.0);
            assertThat(measured.indexSeconds()).hasSize(20);
        });
    }

    /** Anybody may index a table of their own by a function of their own. */
    @Test
    void shouldNotCallFunctionsOfUsersAsASuperuser() throws SQLException {
        // Given
        database.execute(ITEMS + """
                CREATE FUNCTION moved(point) RETURNS point IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN
                    IF current_setting('is_superuser') = 'on' AND current_query() LIKE '%neonwatch%' THEN
                        RAISE EXCEPTION 'called as a superuser';
                    END IF;
                    RETURN $1;
                END $$;
                CREATE INDEX moved_items ON items USING hnsw (moved(place));
                ANALYZE items""");

        // When
        RecallResult asSuperuser;
        try (Connection connection = database.connect()) {
            asSuperuser = measure(connection);
        }

        // Then
        assertThat(asSuperuser).isInstanceOfSatisfying(RecallResult.Skipped.class, skipped -> {
            assertThat(skipped.why()).isEqualTo(RecallResult.Why.TOO_MANY_RIGHTS);
            assertThat(skipped.remedy()).contains("is a superuser");
        });
        assertThat(measure()).isInstanceOf(RecallResult.Measured.class);
    }

    private RecallResult measure() throws SQLException {
        String role = "watcher_" + database.name();
        database.execute("CREATE ROLE " + role + " LOGIN IN ROLE pg_monitor; GRANT SELECT ON items TO " + role);
        try (Connection connection =
                DriverManager.getConnection(database.target(role).url(), role, null)) {
            return measure(connection);
        }
    }

    private static RecallResult measure(Connection connection) throws SQLException {
        VectorIndex index = VectorIndexes.read(connection).getFirst().index();
        RecallConfig config = new RecallConfig(true, null, Duration.ofSeconds(30), 20, 1_000_000, List.of());
        return new RecallRun(connection, RoleRights.of(connection), config, System.nanoTime() + 30_000_000_000L)
                .measure(index, "");
    }
}
