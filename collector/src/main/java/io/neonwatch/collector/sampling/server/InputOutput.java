package io.neonwatch.collector.sampling.server;

import static io.neonwatch.metrics.Metric.delta;

import io.neonwatch.collector.sampling.Column;
import io.neonwatch.collector.sampling.Section;
import java.util.List;

/**
 * Who reads and writes what, from {@code pg_stat_io}. What never happened has no row; its first row counts from zero.
 * From 18 on the view also has the write-ahead log, whose rows must not be added up with those of relations.
 */
final class InputOutput {

    private static final String SOURCE = "pg_stat_io";

    private static final Section RELATIONS = Section.of(
                    SOURCE,
                    List.of("backend_type", "object", "context"),
                    List.of("backend_type", "object", "context"),
                    """
                    pg_stat_io WHERE object <> 'wal' AND (coalesce(reads, 0) + coalesce(writes, 0) + coalesce(extends, 0)
                        + coalesce(hits, 0) + coalesce(fsyncs, 0) + coalesce(writebacks, 0)) > 0""",
                    Column.of(delta("neonwatch.io.reads", "{operation}", "Reads of relations"), "reads"),
                    Column.of(delta("neonwatch.io.read_bytes", "By", "Read by them"), "reads * op_bytes")
                            .until(17),
                    Column.of(delta("neonwatch.io.read_bytes", "By", "Read by them"), "read_bytes")
                            .since(18),
                    Column.of(
                            delta("neonwatch.io.read_time", "s", "Spent in them; needs track_io_timing"),
                            "read_time / 1000"),
                    Column.of(delta("neonwatch.io.writes", "{operation}", "Writes of relations"), "writes"),
                    Column.of(delta("neonwatch.io.write_bytes", "By", "Written by them"), "writes * op_bytes")
                            .until(17),
                    Column.of(delta("neonwatch.io.write_bytes", "By", "Written by them"), "write_bytes")
                            .since(18),
                    Column.of(
                            delta("neonwatch.io.write_time", "s", "Spent in them; needs track_io_timing"),
                            "write_time / 1000"),
                    Column.of(delta("neonwatch.io.extends", "{operation}", "Extensions of relations"), "extends"),
                    Column.of(delta("neonwatch.io.extend_bytes", "By", "Added by them"), "extends * op_bytes")
                            .until(17),
                    Column.of(delta("neonwatch.io.extend_bytes", "By", "Added by them"), "extend_bytes")
                            .since(18),
                    Column.of(
                            delta("neonwatch.io.extend_time", "s", "Spent in them; needs track_io_timing"),
                            "extend_time / 1000"),
                    Column.of(
                            delta("neonwatch.io.writebacks", "{operation}", "Requests to the kernel to write to disk"),
                            "writebacks"),
                    Column.of(delta("neonwatch.io.hits", "{block}", "Blocks found in a buffer"), "hits"),
                    Column.of(
                            delta("neonwatch.io.evictions", "{block}", "Blocks put out of a buffer to make room"),
                            "evictions"),
                    Column.of(delta("neonwatch.io.reuses", "{block}", "Buffers of a ring used again"), "reuses"),
                    Column.of(delta("neonwatch.io.fsyncs", "{operation}", "fsync calls"), "fsyncs"),
                    Column.of(
                            delta("neonwatch.io.fsync_time", "s", "Spent in them; needs track_io_timing"),
                            "fsync_time / 1000"))
            .since(16);

    private static final Section LOG = Section.of(
                    SOURCE,
                    List.of("backend_type", "context"),
                    List.of("backend_type", "context"),
                    """
                    pg_stat_io WHERE object = 'wal'
                        AND (coalesce(reads, 0) + coalesce(writes, 0) + coalesce(fsyncs, 0)) > 0""",
                    Column.of(delta("neonwatch.wal.io.reads", "{operation}", "Reads of the log"), "reads"),
                    Column.of(delta("neonwatch.wal.io.read_bytes", "By", "Read by them"), "read_bytes"),
                    Column.of(delta("neonwatch.wal.io.writes", "{operation}", "Writes of the log"), "writes"),
                    Column.of(delta("neonwatch.wal.io.write_bytes", "By", "Written by them"), "write_bytes"),
                    Column.of(
                            delta("neonwatch.wal.io.write_time", "s", "Spent in them; needs track_wal_io_timing"),
                            "write_time / 1000"),
                    Column.of(delta("neonwatch.wal.io.fsyncs", "{operation}", "fsync calls"), "fsyncs"),
                    Column.of(
                            delta("neonwatch.wal.io.fsync_time", "s", "Spent in them; needs track_wal_io_timing"),
                            "fsync_time / 1000"))
            .since(18);

    static final List<Section> SECTIONS = List.of(RELATIONS, LOG);

    private InputOutput() {}
}
