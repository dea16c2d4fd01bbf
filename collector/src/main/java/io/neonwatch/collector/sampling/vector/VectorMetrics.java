package io.neonwatch.collector.sampling.vector;

import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.util.List;

final class VectorMetrics {

    private static final String INDEXES = "pg_index, pg_am, pg_stat_user_indexes, pg_statio_user_indexes";
    private static final String STATEMENTS = "pg_stat_statements";
    private static final String DISTANCE = "postgresql.distance.function.name";
    private static final String SCHEMA = "postgresql.schema.name";
    private static final String TABLE = "postgresql.table.name";

    private static final List<String> OF_INDEX = List.of(
            SCHEMA, TABLE, "postgresql.index.name", "neonwatch.index.method", "neonwatch.vector.type", DISTANCE);

    static final MetricFamily EXTENSION = MetricFamily.of(
            "pg_extension",
            List.of("version"),
            Metric.gauge("neonwatch.vector.extension", "1", "1 where pgvector is installed"));

    static final MetricFamily DEFECTS = MetricFamily.of(
            "pg_extension",
            List.of("version", "defect", "fixed_in"),
            Metric.gauge(
                    "neonwatch.vector.defect",
                    "1",
                    "1 for each known defect of the installed version of pgvector, from its change log"));

    static final MetricFamily INDEX = MetricFamily.of(
            INDEXES,
            OF_INDEX,
            Metric.gauge("neonwatch.vector.index.size", "By", "Its main file"),
            Metric.gauge("neonwatch.vector.index.valid", "1", "0 while it is built, and after a failed build"),
            Metric.gauge("neonwatch.vector.index.rows", "{row}", "Estimated rows of its table"),
            Metric.gauge("neonwatch.vector.index.dimensions", "{dimension}", "Of its vectors"),
            Metric.gauge(
                    "neonwatch.vector.index.bytes_per_vector",
                    "By",
                    "Of one vector by its type; no point for sparsevec, where each has its own"),
            Metric.gauge(
                    "neonwatch.vector.index.halfvec_saving.estimate",
                    "By",
                    "By how much halfvec would make it smaller, by estimate; only of type vector"),
            Metric.gauge("neonwatch.vector.index.m", "1", "m of an HNSW index"),
            Metric.gauge("neonwatch.vector.index.ef_construction", "1", "ef_construction of an HNSW index"),
            Metric.gauge("neonwatch.vector.index.lists", "{list}", "lists of an IVFFlat index"));

    static final MetricFamily INDEX_USE = MetricFamily.of(
            INDEXES,
            OF_INDEX,
            Metric.delta("neonwatch.vector.index.scans", "{scan}", "Scans of it"),
            Metric.delta("neonwatch.vector.index.rows_read", "{row}", "Entries returned by them"),
            Metric.delta("neonwatch.vector.index.blocks_read", "{block}", "Blocks that were not in shared buffers"),
            Metric.delta("neonwatch.vector.index.blocks_hit", "{block}", "Blocks that were"),
            Metric.gauge(
                    "neonwatch.vector.index.blocks_read_per_scan",
                    "{block}",
                    "The same for each scan of the interval; inserts and vacuums touch blocks too"),
            Metric.gauge("neonwatch.vector.index.blocks_hit_per_scan", "{block}", "The same for each scan"),
            Metric.gauge("neonwatch.vector.index.rows_read_per_scan", "{row}", "The same for each scan"));

    static final MetricFamily CACHE = MetricFamily.of(
            "pg_settings",
            List.of(SCHEMA, TABLE, "postgresql.index.name", "cache"),
            Metric.gauge(
                    "neonwatch.vector.index.cache_ratio",
                    "1",
                    "Its size over the cache's: shared_buffers, and on Neon the local file_cache"));

    static final MetricFamily CACHE_OF_ALL = MetricFamily.of(
            "pg_settings",
            List.of("cache"),
            Metric.gauge(
                    "neonwatch.vector.indexes.cache_ratio", "1", "The size of all vector indexes over the cache's"));

    static final MetricFamily BUILD = MetricFamily.of(
            "pg_stat_progress_create_index",
            List.of("pid", SCHEMA, TABLE, "neonwatch.index.method", "phase"),
            Metric.gauge(
                    "neonwatch.vector.build.progress",
                    "1",
                    "Share of the table's blocks that the build has read; no point while that is not known"),
            Metric.gauge("neonwatch.vector.build.blocks", "{block}", "Blocks of the table that it has read"),
            Metric.gauge("neonwatch.vector.build.tuples", "{row}", "Vectors in the index, where pgvector says"));

    static final MetricFamily SETTINGS = MetricFamily.of(
            "pg_settings, pg_db_role_setting",
            List.of("name", "role"),
            Metric.gauge(
                    "neonwatch.vector.setting",
                    "1",
                    "What new sessions of this database get, or those of a role that has a value of its own; an "
                            + "iterative_scan other than off is 1"));

    static final MetricFamily SETTING_CHANGES = MetricFamily.of(
            "pg_settings, pg_db_role_setting",
            List.of("name", "role", "value"),
            Metric.delta(
                    "neonwatch.vector.setting.changes",
                    "{change}",
                    "1 for a setting that was changed, with its new value; empty where a role no longer has its own"));

    static final MetricFamily SEARCHES = MetricFamily.of(
            STATEMENTS,
            List.of(DISTANCE),
            Metric.delta("postgresql.vector.search.calls", "{search}", "Searches for what is nearest"),
            Metric.delta("postgresql.vector.search.duration", "s", "Time spent in them"),
            Metric.delta("postgresql.vector.search.rows_returned", "{row}", "Rows that they returned"));

    static final MetricFamily QUERIES = MetricFamily.of(
            STATEMENTS,
            List.of("query_id", DISTANCE),
            Metric.delta("neonwatch.vector.query.calls", "{search}", "Of a query that searches"),
            Metric.gauge("neonwatch.vector.query.duration", "s", "Mean of its executions in the interval"),
            Metric.gauge("neonwatch.vector.query.rows_per_call", "{row}", "Mean rows returned in the interval"));

    static final MetricFamily RETURNED = MetricFamily.of(
            STATEMENTS,
            List.of("query_id", DISTANCE, "limit_source"),
            Metric.gauge("neonwatch.vector.query.expected_rows", "{row}", "Rows that a call should return"),
            Metric.gauge(
                    "neonwatch.vector.query.returned.share",
                    "1",
                    "Rows per call over the expected ones, see [vector search](#vector-search)"));

    static final MetricFamily CHOICE = MetricFamily.of(
            "the plans probe",
            List.of("query_id", DISTANCE, SCHEMA, TABLE),
            Metric.gauge(
                    "neonwatch.vector.query.index_used",
                    "1",
                    "1 where the plan reads a vector index, 0 where it reads a table of vectors without one; only "
                            + "tables of at least row_floor rows"));

    static final MetricFamily RECALL = MetricFamily.of(
            "the recall probe",
            OF_INDEX,
            Metric.gauge(
                    "neonwatch.vector.recall",
                    "1",
                    "Recall@10: of the ten nearest rows the share that the index finds, mean of the sampled vectors"),
            Metric.gauge("neonwatch.vector.recall.lowest", "1", "Of the sampled vector that fared worst"),
            Metric.gauge("neonwatch.vector.recall.samples", "{vector}", "Vectors that were searched for"));

    static final MetricFamily RECALL_DURATION = MetricFamily.of(
            "the recall probe",
            List.of(SCHEMA, TABLE, "postgresql.index.name", "search"),
            Metric.gauge(
                    "neonwatch.vector.recall.duration",
                    "s",
                    "Mean time of a search by index, or of the exact one, round trip included"),
            Metric.gauge("neonwatch.vector.recall.duration.p95", "s", "The 95th percentile of the same"));

    static final MetricFamily RECALL_SKIPPED = MetricFamily.of(
            "the recall probe",
            List.of(SCHEMA, TABLE, "postgresql.index.name", "reason"),
            Metric.gauge("neonwatch.vector.recall.skipped", "1", "1 for an index that a run has not measured"));

    static final List<MetricFamily> ALL = List.of(
            EXTENSION,
            DEFECTS,
            INDEX,
            INDEX_USE,
            CACHE,
            CACHE_OF_ALL,
            BUILD,
            SETTINGS,
            SETTING_CHANGES,
            SEARCHES,
            QUERIES,
            RETURNED,
            CHOICE,
            RECALL,
            RECALL_DURATION,
            RECALL_SKIPPED);

    private VectorMetrics() {}
}
