package io.neonwatch.collector.sampling.server;

import io.neonwatch.collector.sampling.Column;
import io.neonwatch.collector.sampling.Section;
import io.neonwatch.metrics.Metric;
import java.util.List;

/**
 * Who reads and writes what, from {@code pg_stat_io}. What never happened has no row; its first row counts from zero.
 * From 18 on the view also has the write-ahead log, whose rows must not be added up with those of relations.
 */
final class InputOutput {

    private static final String SOURCE = "pg_stat_io";
    private static final int FIRST = 16;
    /** Has bytes of its own for each kind, and the log. */
    private static final int WITH_BYTES = 18;

    private static final Section RELATIONS = Section.of(
                    SOURCE,
                    List.of("backend_type", "object", "context"),
                    List.of("backend_type", "object", "context"),
                    """
                    pg_stat_io WHERE object <> 'wal' AND (coalesce(reads, 0) + coalesce(writes, 0) + coalesce(extends, 0)
                        + coalesce(hits, 0) + coalesce(fsyncs, 0) + coalesce(writebacks, 0)) > 0""",
                    number("neonwatch.io.reads", "{operation}", "Reads of relations", "reads"),
                    number("neonwatch.io.read_bytes", "By", "Read by them", "reads * op_bytes")
                            .until(WITH_BYTES - 1),
                    number("neonwatch.io.read_bytes", "By", "Read by them", "read_bytes")
                            .since(WITH_BYTES),
                    time("neonwatch.io.read_time", "read_time"),
                    number("neonwatch.io.writes", "{operation}", "Writes of relations", "writes"),
                    number("neonwatch.io.write_bytes", "By", "Written by them", "writes * op_bytes")
                            .until(WITH_BYTES - 1),
                    number("neonwatch.io.write_bytes", "By", "Written by them", "write_bytes")
                            .since(WITH_BYTES),
                    time("neonwatch.io.write_time", "write_time"),
                    number("neonwatch.io.extends", "{operation}", "Extensions of relations", "extends"),
                    number("neonwatch.io.extend_bytes", "By", "Added by them", "extends * op_bytes")
                            .until(WITH_BYTES - 1),
                    number("neonwatch.io.extend_bytes", "By", "Added by them", "extend_bytes")
                            .since(WITH_BYTES),
                    time("neonwatch.io.extend_time", "extend_time"),
                    number("neonwatch.io.writebacks", "{operation}", "Requests to write to disk now", "writebacks"),
                    number("neonwatch.io.hits", "{block}", "Blocks found in a buffer", "hits"),
                    number("neonwatch.io.evictions", "{block}", "Blocks put out to make room", "evictions"),
                    number("neonwatch.io.reuses", "{block}", "Buffers of a ring used again", "reuses"),
                    number("neonwatch.io.fsyncs", "{operation}", "fsync calls", "fsyncs"),
                    time("neonwatch.io.fsync_time", "fsync_time"))
            .since(FIRST);

    private static final Section LOG = Section.of(
                    SOURCE,
                    List.of("backend_type", "context"),
                    List.of("backend_type", "context"),
                    """
                    pg_stat_io WHERE object = 'wal'
                        AND (coalesce(reads, 0) + coalesce(writes, 0) + coalesce(fsyncs, 0)) > 0""",
                    logged("neonwatch.wal.io.reads", "{operation}", "Reads of the log", "reads"),
                    logged("neonwatch.wal.io.read_bytes", "By", "Read by them", "read_bytes"),
                    logged("neonwatch.wal.io.writes", "{operation}", "Writes of the log", "writes"),
                    logged("neonwatch.wal.io.write_bytes", "By", "Written by them", "write_bytes"),
                    logged("neonwatch.wal.io.write_time", "s", "Needs track_wal_io_timing", "write_time / 1000"),
                    logged("neonwatch.wal.io.fsyncs", "{operation}", "fsync calls", "fsyncs"),
                    logged("neonwatch.wal.io.fsync_time", "s", "Needs track_wal_io_timing", "fsync_time / 1000"))
            .since(WITH_BYTES);

    static final List<Section> SECTIONS = List.of(RELATIONS, LOG);

    private InputOutput() {}

    private static Column number(String name, String unit, String meaning, String expression) {
        return Column.of(Metric.delta(name, unit, meaning).since(FIRST), expression);
    }

    private static Column time(String name, String milliseconds) {
        return number(name, "s", "Time spent in them; needs track_io_timing", milliseconds + " / 1000");
    }

    private static Column logged(String name, String unit, String meaning, String expression) {
        return Column.of(Metric.delta(name, unit, meaning).since(WITH_BYTES), expression);
    }
}
