package io.neonwatch.collector.sampling.neon;

import io.neonwatch.collector.sampling.Instants;
import io.neonwatch.collector.sampling.MetricTable;
import io.neonwatch.collector.sampling.neon.NeonExtension.Part;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the extension {@code neon} all that the user may know, in one statement. */
final class ExtensionQuestions {

    /** @param tables counters as they stand */
    record Answer(Instant observedAt, String epoch, List<MetricTable> tables) {}

    private static final String MOMENT = """
            SELECT /* neonwatch */
                   clock_timestamp() AS observed_at,
                   (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint::text AS epoch,
                   part, name, bucket, value
            FROM (SELECT 'moment' AS part, '' AS name, NULL::float8 AS bucket, NULL::float8 AS value
            """;

    // The size and the limit are in pages, as all of the cache is but for "used", which is in chunks.
    private static final String LFC_STATS = """
            UNION ALL
            SELECT 'cache', lfc_key, NULL,
                   lfc_value * CASE WHEN lfc_key IN ('file_cache_used_pages', 'file_cache_limit')
                                    THEN current_setting('block_size')::float8 ELSE 1 END
            FROM %1$s.neon_lfc_stats
            """;

    private static final String FILE_CACHE = """
            UNION ALL
            SELECT 'cache', pair.name, NULL, pair.value
            FROM %1$s.neon_stat_file_cache,
                 LATERAL (VALUES ('file_cache_hits', file_cache_hits::float8),
                                 ('file_cache_misses', file_cache_misses::float8),
                                 ('file_cache_writes', file_cache_writes::float8)) AS pair(name, value)
            """;

    // It only reads; approximate_working_set_size(true), which would reset what others look at, is never called.
    private static final String WORKING_SET = """
            UNION ALL
            SELECT 'working_set', seconds::text, NULL,
                   %1$s.approximate_working_set_size_seconds(seconds) * current_setting('block_size')::float8
            FROM (VALUES (60), (300), (900), (3600)) AS span(seconds)
            """;

    private static final String PERF_COUNTERS = """
            UNION ALL
            SELECT 'counter', metric, bucket_le, value FROM %1$s.neon_perf_counters
            """;

    private ExtensionQuestions() {}

    /** @param extension null for none; then the answer is a time and an epoch only */
    static Answer ask(Connection connection, @Nullable NeonExtension extension) throws SQLException {
        ExtensionReading reading = new ExtensionReading();
        try (PreparedStatement statement = connection.prepareStatement(sql(extension));
                ResultSet row = statement.executeQuery()) {
            row.next();
            Instant observedAt = Instants.required(row, "observed_at");
            String epoch = row.getString("epoch");
            do add(row, reading);
            while (row.next());
            return new Answer(observedAt, epoch, reading.tables());
        }
    }

    private static void add(ResultSet row, ExtensionReading reading) throws SQLException {
        String name = row.getString("name");
        double value = row.getDouble("value");
        if (row.wasNull() || !Double.isFinite(value)) return;
        switch (row.getString("part")) {
            case "cache" -> reading.cache(name, value);
            case "working_set" -> reading.workingSet(name, value);
            case "counter" -> reading.counter(name, row.getObject("bucket", Double.class), value);
            default -> {}
        }
    }

    private static String sql(@Nullable NeonExtension extension) {
        StringBuilder sql = new StringBuilder(MOMENT);
        if (extension != null) {
            if (extension.granted(Part.LFC_STATS)) sql.append(LFC_STATS);
            else if (extension.granted(Part.FILE_CACHE)) sql.append(FILE_CACHE);
            if (extension.granted(Part.WORKING_SET)) sql.append(WORKING_SET);
            if (extension.granted(Part.PERF_COUNTERS)) sql.append(PERF_COUNTERS);
        }
        String text = sql.append(") AS parts").toString();
        return extension == null ? text : text.replace("%1$s", extension.schema());
    }
}
