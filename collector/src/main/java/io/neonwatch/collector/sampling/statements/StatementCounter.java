package io.neonwatch.collector.sampling.statements;

import java.util.Arrays;
import java.util.List;

/**
 * What {@code pg_stat_statements} counts of a query, in all since the entry was made. Times are seconds. The number is the
 * minor version of the extension (1.x) from which on it is counted.
 */
enum StatementCounter {
    CALLS("calls"),
    SECONDS("total_exec_time", Factor.MS, StatementsExtension.OLDEST),
    ROWS("rows"),
    PLANS("plans"),
    PLAN_SECONDS("total_plan_time", Factor.MS, StatementsExtension.OLDEST),
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
    SHARED_READ_SECONDS("shared_blk_read_time", Factor.MS, 11, "blk_read_time"),
    SHARED_WRITE_SECONDS("shared_blk_write_time", Factor.MS, 11, "blk_write_time"),
    LOCAL_READ_SECONDS("local_blk_read_time", Factor.MS, 11),
    LOCAL_WRITE_SECONDS("local_blk_write_time", Factor.MS, 11),
    TEMP_READ_SECONDS("temp_blk_read_time", Factor.MS, 10),
    TEMP_WRITE_SECONDS("temp_blk_write_time", Factor.MS, 10),
    WAL_RECORDS("wal_records"),
    WAL_FULL_PAGE_IMAGES("wal_fpi"),
    WAL_BYTES("wal_bytes"),
    WAL_BUFFERS_FULL("wal_buffers_full", 12),
    JIT_FUNCTIONS("jit_functions", 10),
    JIT_SECONDS("jit_generation_time + jit_inlining_time + jit_optimization_time + jit_emission_time", Factor.MS, 10),
    PARALLEL_WORKERS_PLANNED("parallel_workers_to_launch", 12),
    PARALLEL_WORKERS_LAUNCHED("parallel_workers_launched", 12);

    private static final class Factor {
        static final double MS = 0.001;
    }

    private static final String NOT_COUNTED = "'NaN'::float8";

    private final String column;
    private final double factor;
    private final int since;
    private final String before;

    StatementCounter(String column) {
        this(column, 1, StatementsExtension.OLDEST);
    }

    StatementCounter(String column, int since) {
        this(column, 1, since);
    }

    StatementCounter(String column, double factor, int since) {
        this(column, factor, since, NOT_COUNTED);
    }

    StatementCounter(String column, double factor, int since, String before) {
        this.column = column;
        this.factor = factor;
        this.since = since;
        this.before = before;
    }

    /**
     * Those that are zero for most queries. They come as one value, null where all are, since every column of thousands of
     * entries costs the server as much as the next.
     */
    static final List<StatementCounter> RARE = List.of(
            LOCAL_HIT,
            LOCAL_READ,
            LOCAL_DIRTIED,
            LOCAL_WRITTEN,
            TEMP_READ,
            TEMP_WRITTEN,
            LOCAL_READ_SECONDS,
            LOCAL_WRITE_SECONDS,
            TEMP_READ_SECONDS,
            TEMP_WRITE_SECONDS,
            PLANS,
            PLAN_SECONDS,
            WAL_BUFFERS_FULL,
            JIT_FUNCTIONS,
            JIT_SECONDS,
            PARALLEL_WORKERS_PLANNED,
            PARALLEL_WORKERS_LAUNCHED);

    /** The others. */
    static final List<StatementCounter> USUAL =
            Arrays.stream(values()).filter(counter -> !RARE.contains(counter)).toList();

    /** Whether this minor version counts it. */
    boolean counted(int minor) {
        return minor >= since || !before.equals(NOT_COUNTED);
    }

    /** In SQL, as plain as can be: it is evaluated for thousands of entries. NaN where this minor version has none. */
    String expression(int minor) {
        return minor >= since ? column : before;
    }

    /** From what the expression gives. */
    double value(double raw) {
        return raw * factor;
    }
}
