package io.neonwatch.collector.sampling.server;

import static io.neonwatch.metrics.Metric.delta;

import io.neonwatch.collector.sampling.Column;
import io.neonwatch.collector.sampling.Section;
import io.neonwatch.metrics.Metric;
import java.util.List;

/** Checkpoints and the background writer; from 17 on PostgreSQL keeps them apart. */
final class Checkpoints {

    private static final String BOTH = "pg_stat_bgwriter, from 17 on pg_stat_checkpointer";
    private static final int APART = 17;

    private static final Metric COUNT = delta(
            "postgresql.bgwriter.checkpoint.count",
            "{checkpoint}",
            "Checkpoints begun by the clock (scheduled) or on demand, as when max_wal_size was reached (requested)");
    private static final Metric DURATION =
            delta("postgresql.bgwriter.duration", "ms", "Time that checkpoints spent in writing and syncing files");
    private static final Metric WRITES = delta(
            "postgresql.bgwriter.buffers.writes",
            "{buffer}",
            "Buffers written by checkpoints and bgwriter; up to 16 also by backend, with its syncs (backend_fsync)");

    private static final Section BACKGROUND_WRITER = Section.of(
            "pg_stat_bgwriter",
            List.of(),
            List.of(),
            "pg_stat_bgwriter",
            Column.of(delta("postgresql.bgwriter.buffers.allocated", "{buffer}", "Buffers allocated"), "buffers_alloc"),
            Column.of(
                    delta(
                            "postgresql.bgwriter.maxwritten",
                            "{stop}",
                            "Stops because bgwriter_lru_maxpages was reached"),
                    "maxwritten_clean"));

    private static final Section CHECKPOINTER = Section.of(
                    "pg_stat_checkpointer",
                    List.of(),
                    List.of(),
                    "pg_stat_checkpointer",
                    Column.of(
                            delta("neonwatch.checkpoints.done", "{checkpoint}", "Of those begun, the ones not skipped")
                                    .since(18),
                            "num_done"),
                    Column.of(
                            delta("neonwatch.checkpoints.slru_buffers", "{buffer}", "Buffers of SLRUs written")
                                    .since(18),
                            "slru_written"),
                    Column.of(
                            delta("neonwatch.restartpoints.scheduled", "{restartpoint}", "On a standby, by the clock")
                                    .since(APART),
                            "restartpoints_timed"),
                    Column.of(
                            delta("neonwatch.restartpoints.requested", "{restartpoint}", "On a standby, on demand")
                                    .since(APART),
                            "restartpoints_req"),
                    Column.of(
                            delta("neonwatch.restartpoints.done", "{restartpoint}", "Of both, the ones performed")
                                    .since(APART),
                            "restartpoints_done"))
            .since(APART);

    static final List<Section> SECTIONS = List.of(
            BACKGROUND_WRITER,
            CHECKPOINTER,
            split("type", COUNT, "pg_stat_bgwriter", "('scheduled', checkpoints_timed), ('requested', checkpoints_req)")
                    .until(APART - 1),
            split("type", COUNT, "pg_stat_checkpointer", "('scheduled', num_timed), ('requested', num_requested)")
                    .since(APART),
            split(
                            "type",
                            DURATION,
                            "pg_stat_bgwriter",
                            "('write', checkpoint_write_time), ('sync', checkpoint_sync_time)")
                    .until(APART - 1),
            split("type", DURATION, "pg_stat_checkpointer", "('write', write_time), ('sync', sync_time)")
                    .since(APART),
            split(
                            "source",
                            WRITES,
                            "pg_stat_bgwriter",
                            "('checkpoints', buffers_checkpoint), ('bgwriter', buffers_clean), "
                                    + "('backend', buffers_backend), ('backend_fsync', buffers_backend_fsync)")
                    .until(APART - 1),
            split(
                            "source",
                            WRITES,
                            "pg_stat_bgwriter, pg_stat_checkpointer",
                            "('checkpoints', buffers_written), ('bgwriter', buffers_clean)")
                    .since(APART));

    /** One row for each of the values, which PostgreSQL has side by side. */
    private static Section split(String attribute, Metric metric, String view, String values) {
        String from = view + ", LATERAL (VALUES " + values + ") AS part(kind, amount)";
        return Section.of(BOTH, List.of(attribute), List.of("kind"), from, Column.of(metric, "amount"));
    }

    private Checkpoints() {}
}
