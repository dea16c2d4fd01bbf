package io.neonwatch.collector.sampling.vector;

import io.neonwatch.collector.sampling.Instants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The cheap look of each round: whether there is anything to ask about, and what needs no index to be known.
 *
 * @param present whether the access methods of pgvector are there
 * @param extension the schema of the extension, quoted, and its version; empty where it is not installed as one
 * @param sharedBuffers bytes
 * @param fileCache bytes of Neon's local file cache; NaN elsewhere
 * @param settings of {@code hnsw} and {@code ivfflat}, of new sessions in this database
 * @param builds now running
 */
record VectorLook(
        Instant observedAt,
        String epoch,
        boolean present,
        String schema,
        String version,
        double sharedBuffers,
        double fileCache,
        List<VectorSetting> settings,
        List<IndexBuild> builds) {

    // The settings are known only in a session that has loaded the library. Roles may have values of their own.
    // A build that is not concurrent has no index yet that could be looked at, but its access method is in the
    // function below pg_stat_progress_create_index.
    private static final String SQL = """
            SELECT /* neonwatch */
                   clock_timestamp() AS observed_at,
                   concat_ws('.',
                       (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint,
                       coalesce((extract(epoch FROM pg_stat_get_bgwriter_stat_reset_time()) * 1000)::bigint, 0),
                       coalesce((extract(epoch FROM pg_stat_get_db_stat_reset_time(d.oid)) * 1000)::bigint, 0)) AS epoch,
                   methods.ids IS NOT NULL AS present,
                   quote_ident(n.nspname) AS schema, coalesce(x.extversion, '') AS version,
                   CASE WHEN methods.ids IS NOT NULL THEN pg_size_bytes(current_setting('shared_buffers')) END
                       AS shared_buffers,
                   CASE WHEN methods.ids IS NOT NULL
                        THEN pg_size_bytes(current_setting('neon.file_cache_size_limit', true)) END AS file_cache,
                   CASE WHEN methods.ids IS NOT NULL THEN
                       (SELECT array_agg(name || '=' || current_setting(name, true) ORDER BY name)
                        FROM unnest(?::text[]) AS name WHERE current_setting(name, true) <> '') END AS settings,
                   CASE WHEN methods.ids IS NOT NULL THEN
                       (SELECT array_agg(coalesce(r.rolname, '') || '=' || config ORDER BY s.setdatabase, r.rolname, config)
                        FROM pg_db_role_setting s CROSS JOIN unnest(s.setconfig) AS config
                        LEFT JOIN pg_roles r ON r.oid = s.setrole
                        WHERE s.setdatabase IN (0, d.oid)
                          AND (config LIKE 'hnsw.%' OR config LIKE 'ivfflat.%')) END AS role_settings,
                   p.pid, bn.nspname AS build_schema, b.relname AS build_table, p.method AS build_method,
                   p.phase AS build_phase, p.blocks_total, p.blocks_done, p.tuples_total, p.tuples_done
            FROM pg_database d
            CROSS JOIN (SELECT array_agg(oid) AS ids FROM pg_am WHERE amname IN ('hnsw', 'ivfflat')) AS methods
            LEFT JOIN pg_extension x ON x.extname = 'vector'
            LEFT JOIN pg_namespace n ON n.oid = x.extnamespace
            LEFT JOIN LATERAL (
                SELECT i.pid, i.relid, m.amname AS method,
                       coalesce(pg_indexam_progress_phasename(i.param9::oid, i.param11), 'waiting') AS phase,
                       i.param16 AS blocks_total, i.param17 AS blocks_done,
                       i.param12 AS tuples_total, i.param13 AS tuples_done
                FROM pg_stat_get_progress_info('CREATE INDEX') AS i
                JOIN pg_am m ON m.oid = i.param9::oid
                WHERE i.datid = d.oid AND i.param9::oid = ANY (methods.ids)) AS p ON methods.ids IS NOT NULL
            LEFT JOIN pg_class b ON b.oid = p.relid
            LEFT JOIN pg_namespace bn ON bn.oid = b.relnamespace
            WHERE d.datname = current_database()
            """;

    static VectorLook read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setArray(1, connection.createArrayOf("text", VectorSetting.NAMES.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Instant observedAt = Instants.required(row, "observed_at");
                String epoch = row.getString("epoch");
                boolean present = row.getBoolean("present");
                String schema = Objects.requireNonNullElse(row.getString("schema"), "");
                String version = row.getString("version");
                double buffers = number(row, "shared_buffers");
                double fileCache = number(row, "file_cache");
                List<VectorSetting> settings = settings(row);
                List<IndexBuild> builds = new ArrayList<>();
                do if (row.getObject("pid") != null) builds.add(build(row));
                while (row.next());
                return new VectorLook(
                        observedAt, epoch, present, schema, version, buffers, fileCache, settings, builds);
            }
        }
    }

    /** What a database or a role has for itself takes the place of the server's, from its next session on. */
    private static List<VectorSetting> settings(ResultSet row) throws SQLException {
        Map<List<String>, VectorSetting> settings = new LinkedHashMap<>();
        for (String text : texts(row, "settings")) put(VectorSetting.parse("=" + text), settings);
        for (String text : texts(row, "role_settings")) put(VectorSetting.parse(text), settings);
        return List.copyOf(settings.values());
    }

    private static void put(VectorSetting setting, Map<List<String>, VectorSetting> settings) {
        settings.put(List.of(setting.role(), setting.name()), setting);
    }

    private static IndexBuild build(ResultSet row) throws SQLException {
        return new IndexBuild(
                row.getInt("pid"),
                Objects.requireNonNullElse(row.getString("build_schema"), ""),
                Objects.requireNonNullElse(row.getString("build_table"), ""),
                row.getString("build_method"),
                row.getString("build_phase"),
                row.getDouble("blocks_done"),
                row.getDouble("blocks_total"),
                row.getDouble("tuples_done"));
    }

    private static String[] texts(ResultSet row, String column) throws SQLException {
        return row.getArray(column) == null
                ? new String[0]
                : (String[]) row.getArray(column).getArray();
    }

    private static double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }
}
