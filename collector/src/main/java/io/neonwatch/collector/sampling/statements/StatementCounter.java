package io.neonwatch.collector.sampling.statements;

/**
 * What {@code pg_stat_statements} counts of a query, in all since the entry was made. Times are seconds. The number is the
 * minor version of the extension (1.x) from which on it is counted.
 */
enum StatementCounter {
    CALLS("calls"),
    SECONDS(milliseconds("total_exec_time")),
    ROWS("rows"),
    PLANS("plans"),
    PLAN_SECONDS(milliseconds("total_plan_time")),
    SHARED_HIT("shared_blks_hit"),
    SHARED_READ("shared_blks_read"),
    SHARED_DIRTIED("shared_blks_dirtied"),
    SHARED_WRITTEN("shared_blks_written"),
    LOCAL_HIT("local_blks_hit"),
    LOCAL_READ("local_blks_read"),
    LOCAL_DIRTIED("local_blks_dirtied"),
    LOCAL_WRITTEN("local_blks_written"),
    TEMP_READ("temp_blks_read"),
    TEMP_WRITTEN("temp_blks_written"),
    SHARED_READ_SECONDS(milliseconds("shared_blk_read_time"), 11, milliseconds("blk_read_time")),
    SHARED_WRITE_SECONDS(milliseconds("shared_blk_write_time"), 11, milliseconds("blk_write_time")),
    LOCAL_READ_SECONDS(milliseconds("local_blk_read_time"), 11),
    LOCAL_WRITE_SECONDS(milliseconds("local_blk_write_time"), 11),
    TEMP_READ_SECONDS(milliseconds("temp_blk_read_time"), 10),
    TEMP_WRITE_SECONDS(milliseconds("temp_blk_write_time"), 10),
    WAL_RECORDS("wal_records"),
    WAL_FULL_PAGE_IMAGES("wal_fpi"),
    WAL_BYTES("wal_bytes::float8"),
    WAL_BUFFERS_FULL("wal_buffers_full", 12),
    JIT_FUNCTIONS("jit_functions", 10),
    JIT_SECONDS(
            milliseconds("jit_generation_time + jit_inlining_time + jit_optimization_time + jit_emission_time"), 10),
    PARALLEL_WORKERS_PLANNED("parallel_workers_to_launch", 12),
    PARALLEL_WORKERS_LAUNCHED("parallel_workers_launched", 12);

    private final String expression;
    private final int since;
    private final String before;

    StatementCounter(String expression) {
        this(expression, StatementsExtension.OLDEST);
    }

    StatementCounter(String expression, int since) {
        this(expression, since, "'NaN'::float8");
    }

    StatementCounter(String expression, int since, String before) {
        this.expression = expression;
        this.since = since;
        this.before = before;
    }

    /** In SQL, as a number; NaN where this minor version does not count it. */
    String expression(int minor) {
        return minor >= since ? expression : before;
    }

    private static String milliseconds(String columns) {
        return "(" + columns + ") / 1000";
    }
}
