package io.neonwatch.collector.sampling.neon;

import static io.neonwatch.collector.sampling.Batches.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.PostgresVersion;
import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.NeonBranch;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.neon.NeonConfig;
import io.neonwatch.neon.RetryPolicy;
import io.neonwatch.runtime.config.Secret;
import io.neonwatch.sandbox.neon.NeonControlPlane;
import io.neonwatch.sandbox.neon.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The extension itself runs only on Neon. Here a stand-in of the same name is installed in a real PostgreSQL: views and
 * functions with the names and columns of Neon's, over a table of numbers.
 */
@ExtendWith(SharedPostgres.class)
class NeonProbeIT {

    private static final Seed SEED = Seed.of("127.0.0.1", 5432, "shop");
    private static final Server SERVER = new Server(170000, "17", "epoch");

    private static final String STAND_IN = """
            CREATE TABLE numbers (name text, le float8, value float8);
            INSERT INTO numbers VALUES
                ('file_cache_misses', NULL, 10), ('file_cache_hits', NULL, 100), ('file_cache_used', NULL, 3),
                ('file_cache_writes', NULL, 11), ('file_cache_used_pages', NULL, 300), ('file_cache_limit', NULL, 4096),
                ('getpage_wait_seconds_count', NULL, 7), ('getpage_wait_seconds_sum', NULL, 0.5),
                ('getpage_wait_seconds_bucket', 0.001, 4), ('getpage_wait_seconds_bucket', 'Infinity', 7),
                ('getpage_sync_requests_total', NULL, 7), ('pageserver_open_requests', NULL, 'NaN');
            CREATE FUNCTION neon_get_lfc_stats() RETURNS SETOF record LANGUAGE sql SECURITY DEFINER
                SET search_path FROM CURRENT AS
                'SELECT name, value::bigint FROM numbers WHERE name LIKE ''file_cache_%''';
            CREATE VIEW neon_lfc_stats AS SELECT p.* FROM neon_get_lfc_stats() AS p (lfc_key text, lfc_value bigint);
            CREATE VIEW neon_stat_file_cache AS
                SELECT max(lfc_value) FILTER (WHERE lfc_key = 'file_cache_misses') AS file_cache_misses,
                       max(lfc_value) FILTER (WHERE lfc_key = 'file_cache_hits') AS file_cache_hits,
                       max(lfc_value) FILTER (WHERE lfc_key = 'file_cache_used') AS file_cache_used,
                       max(lfc_value) FILTER (WHERE lfc_key = 'file_cache_writes') AS file_cache_writes,
                       90.9 AS file_cache_hit_ratio
                FROM neon_lfc_stats;
            GRANT SELECT ON neon_stat_file_cache TO pg_monitor;
            CREATE FUNCTION approximate_working_set_size_seconds(duration integer DEFAULT NULL) RETURNS integer
                LANGUAGE sql AS 'SELECT duration';
            REVOKE EXECUTE ON FUNCTION approximate_working_set_size_seconds(integer) FROM PUBLIC;
            GRANT EXECUTE ON FUNCTION approximate_working_set_size_seconds(integer) TO pg_monitor;
            CREATE FUNCTION get_perf_counters() RETURNS SETOF record LANGUAGE sql SECURITY DEFINER
                SET search_path FROM CURRENT AS
                'SELECT name, le, value FROM numbers WHERE name NOT LIKE ''file_cache_%''';
            CREATE VIEW neon_perf_counters AS
                SELECT p.* FROM get_perf_counters() AS p (metric text, bucket_le float8, value float8);
            """;

    private final NeonControlPlane controlPlane = NeonControlPlane.builder()
            .seeds(SEED)
            .branchSize(400L << 20, 512L << 20)
            .start();
    private final NeonClient client = new NeonClient(
            new NeonConfig(controlPlane.url(), new Secret(controlPlane.apiKey())),
            new RetryPolicy(1, Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(50)),
            Duration.ofSeconds(5));
    private final NeonProbe probe = new NeonProbe(
            new NeonComputes(client),
            new NeonBranch(SEED.project(), SEED.branch(), SEED.endpoint()),
            InstantSource.system());

    @AfterEach
    void stop() {
        client.close();
        controlPlane.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadTheExtensionAsFarAsItIsGranted(PostgresVersion version, SharedPostgres.Servers servers)
            throws SQLException, IOException {
        // Given
        Database database = servers.database(version);
        install(database);
        String role = database.name() + "_monitor";
        database.execute("CREATE ROLE " + role + " LOGIN IN ROLE pg_monitor");
        database.execute("CREATE SCHEMA \"n e\"\"on\"; GRANT USAGE ON SCHEMA \"n e\"\"on\" TO PUBLIC");
        database.execute("CREATE EXTENSION neon SCHEMA \"n e\"\"on\"");
        try (Connection monitor = DriverManager.getConnection(database.server().jdbcUrl(database.name(), role))) {
            // When
            probe.connected(SERVER);
            Reading first = probe.read(monitor);

            // Then what pg_monitor has is read, and the rest named
            assertThat(first.shortcoming())
                    .contains("GRANT SELECT ON \"n e\"\"on\".neon_perf_counters TO " + role)
                    .contains("GRANT SELECT ON \"n e\"\"on\".neon_lfc_stats TO " + role)
                    .doesNotContain("working_set");
            assertThat(values(first, "neonwatch.working_set", Map.of("window", "60")))
                    .containsExactly(60 * 8192.0);
            assertThat(values(first, "neonwatch.file_cache.used", Map.of())).isEmpty();
            assertThat(values(first, "neonwatch.compute.state", Map.of("state", "active")))
                    .containsExactly(1.0);

            // When all is granted
            database.execute("GRANT SELECT ON ALL TABLES IN SCHEMA \"n e\"\"on\" TO " + role);
            probe.connected(SERVER);
            probe.read(monitor);
            database.execute("UPDATE \"n e\"\"on\".numbers SET value = value + 2");
            Reading second = probe.read(monitor);

            // Then
            assertThat(second.shortcoming()).isEmpty();
            assertThat(values(second, "neonwatch.file_cache.hits", Map.of())).containsExactly(2.0);
            assertThat(values(second, "neonwatch.file_cache.used", Map.of())).containsExactly(302 * 8192.0);
            assertThat(values(second, "neonwatch.neon.wait.count", Map.of("wait", "getpage")))
                    .containsExactly(2.0);
            assertThat(values(second, "neonwatch.neon.wait.bucket", Map.of("wait", "getpage", "le", "+Inf")))
                    .containsExactly(2.0);
            assertThat(values(second, "neonwatch.neon.counter", Map.of("counter", "getpage_sync_requests_total")))
                    .containsExactly(2.0);
        }
    }

    @Test
    void shouldTakeNobodysFunctionsForTheExtensions(Database database) throws SQLException {
        // Given
        database.execute(
                "CREATE VIEW neon_perf_counters AS SELECT 'x_total' AS metric, NULL::float8 AS bucket_le, 1/0 AS value");
        try (Connection connection = database.connect("neonwatch")) {
            // When
            probe.connected(SERVER);
            Reading reading = probe.read(connection);

            // Then
            assertThat(reading.shortcoming()).contains("CREATE EXTENSION neon");
            assertThat(values(reading, "neonwatch.neon.counter", Map.of())).isEmpty();
        }
    }

    @Test
    void shouldSayWhatTheApiSaysWhileTheComputeIsSuspended() {
        // Given
        controlPlane.suspend(SEED.project(), SEED.endpoint());

        // When
        Reading reading = probe.readDetached();

        // Then
        assertThat(values(reading, "neonwatch.compute.state", Map.of("state", "idle")))
                .containsExactly(1.0);
        assertThat(values(reading, "neonwatch.compute.state", Map.of("state", "active")))
                .containsExactly(0.0);
        assertThat(values(reading, "neonwatch.branch.state", Map.of("state", "ready")))
                .containsExactly(1.0);
        assertThat(values(reading, "neonwatch.branch.size", Map.of())).containsExactly((double) (400L << 20));
        assertThat(values(reading, "neonwatch.storage.utilization", Map.of())).containsExactly(400.0 / 512);
        assertThat(values(reading, "neonwatch.branch.history_window", Map.of())).containsExactly(86400.0);
        assertThat(values(reading, "neonwatch.compute.suspend_timeout", Map.of()))
                .containsExactly(300.0);
        assertThat(reading.shortcoming()).isEmpty();
    }

    @Test
    void shouldGoOnWithoutTheApi(Database database) throws SQLException {
        // Given
        controlPlane.stop();
        try (Connection connection = database.connect("neonwatch")) {
            // When
            probe.connected(SERVER);
            Reading reading = probe.read(connection);

            // Then
            assertThat(values(reading, "neonwatch.compute.state", Map.of("state", "unknown")))
                    .containsExactly(1.0);
            assertThat(reading.shortcoming()).contains("did not answer").doesNotContain(controlPlane.apiKey());
        }
    }

    private static void install(Database database) throws SQLException, IOException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            Path share = Path.of(row.getString(1)).resolveSibling("programs/share");
            Path extensions = Files.isDirectory(share.resolve("postgresql/extension"))
                    ? share.resolve("postgresql/extension")
                    : share.resolve("extension");
            Files.writeString(
                    extensions.resolve("neon.control"),
                    "default_version = '1.6'\nrelocatable = false\ntrusted = true\nsuperuser = false\n");
            Files.writeString(extensions.resolve("neon--1.6.sql"), STAND_IN);
        }
    }
}
