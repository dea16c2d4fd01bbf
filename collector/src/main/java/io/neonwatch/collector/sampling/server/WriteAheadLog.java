package io.neonwatch.collector.sampling.server;

import static io.neonwatch.metrics.Metric.delta;
import static io.neonwatch.metrics.Metric.gauge;

import io.neonwatch.collector.sampling.Column;
import io.neonwatch.collector.sampling.Section;
import java.util.List;

/** What is written to the log, and what becomes of its finished files. */
final class WriteAheadLog {

    private static final Section LOG = Section.of(
            "pg_stat_wal",
            List.of(),
            List.of(),
            "pg_stat_wal",
            Column.of(delta("neonwatch.wal.records", "{record}", "Records written to the log"), "wal_records"),
            Column.of(delta("neonwatch.wal.full_page_images", "{page}", "Of them, images of whole pages"), "wal_fpi"),
            Column.of(delta("neonwatch.wal.bytes", "By", "All that was written to it"), "wal_bytes"),
            Column.of(
                    delta("neonwatch.wal.buffers_full", "{write}", "Writes because wal_buffers was full"),
                    "wal_buffers_full"),
            Column.of(
                    delta(
                                    "neonwatch.wal.writes",
                                    "{write}",
                                    "Writes of the buffers to disk; later in neonwatch.wal.io.writes")
                            .until(17),
                    "wal_write"),
            Column.of(
                    delta("neonwatch.wal.syncs", "{sync}", "Syncs of the log's files; later in neonwatch.wal.io.fsyncs")
                            .until(17),
                    "wal_sync"),
            Column.of(
                    delta("neonwatch.wal.write_time", "s", "Spent in writes; needs track_wal_io_timing")
                            .until(17),
                    "wal_write_time / 1000"),
            Column.of(
                    delta("neonwatch.wal.sync_time", "s", "Spent in syncs; needs track_wal_io_timing")
                            .until(17),
                    "wal_sync_time / 1000"));

    private static final Section ARCHIVER = Section.of(
            "pg_stat_archiver",
            List.of(),
            List.of(),
            "pg_stat_archiver",
            Column.of(delta("neonwatch.archiver.archived", "{file}", "Files of the log archived"), "archived_count"),
            Column.of(
                    delta("neonwatch.archiver.failed", "{failure}", "Failed attempts to archive one"), "failed_count"),
            Column.of(
                    gauge("neonwatch.archiver.failing", "1", "1 while the last attempt failed, else 0"),
                    "(last_failed_time IS NOT NULL AND last_failed_time >= coalesce(last_archived_time, '-infinity'))::int"),
            Column.of(
                    gauge(
                            "neonwatch.archiver.last_archived.age",
                            "s",
                            "Since a file was archived; nothing if none was"),
                    "extract(epoch FROM clock_timestamp() - last_archived_time)"));

    static final List<Section> SECTIONS = List.of(LOG, ARCHIVER);

    private WriteAheadLog() {}
}
