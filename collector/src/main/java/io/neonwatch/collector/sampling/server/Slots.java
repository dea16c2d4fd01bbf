package io.neonwatch.collector.sampling.server;

import static io.neonwatch.metrics.Metric.delta;
import static io.neonwatch.metrics.Metric.gauge;

import io.neonwatch.collector.sampling.Column;
import io.neonwatch.collector.sampling.Section;
import java.util.List;

/** What a replication slot keeps the server from removing. */
final class Slots {

    private static final Section SLOTS = Section.of(
            "pg_replication_slots",
            List.of("slot", "slot_type", "database"),
            List.of("slot_name", "slot_type", "database"),
            "pg_replication_slots",
            Column.of(
                    gauge("neonwatch.slot.retained", "By", "Log kept for the slot; nothing once the slot is lost"),
                    "pg_wal_lsn_diff(" + Replication.POSITION + ", restart_lsn)"),
            Column.of(
                    gauge(
                            "neonwatch.slot.unconfirmed",
                            "By",
                            "Log that the slot's consumer has not confirmed; logical slots"),
                    "pg_wal_lsn_diff(" + Replication.POSITION + ", confirmed_flush_lsn)"),
            Column.of(
                    gauge("neonwatch.slot.safe_wal_size", "By", "Log that may be written until the slot may be lost"),
                    "safe_wal_size"),
            Column.of(gauge("neonwatch.slot.active", "1", "1 while in use, else 0"), "active::int"),
            Column.of(
                    gauge("neonwatch.slot.inactive", "s", "Since it was last in use; 0 while it is")
                            .since(17),
                    "CASE WHEN active THEN 0 ELSE extract(epoch FROM clock_timestamp() - inactive_since) END"),
            Column.of(
                    gauge(
                            "neonwatch.slot.lost",
                            "1",
                            "1 when the log it needs was removed or it was invalidated, else 0"),
                    "(wal_status = 'lost')::int"),
            Column.of(
                    gauge(
                            "neonwatch.slot.xid_age",
                            "{transaction}",
                            "Transactions since the oldest that it keeps from vacuum"),
                    "greatest(age(xmin), age(catalog_xmin))"));

    private static final Section DECODING = Section.of(
            "pg_stat_replication_slots",
            List.of("slot"),
            List.of("slot_name"),
            "pg_stat_replication_slots",
            Column.of(delta("neonwatch.slot.decoded", "By", "Changes decoded for the slot's consumer"), "total_bytes"),
            Column.of(
                    delta("neonwatch.slot.spilled", "By", "Of them, put on disk; see logical_decoding_work_mem"),
                    "spill_bytes"));

    static final List<Section> SECTIONS = List.of(
            SLOTS, DECODING, state("''").until(16), state("invalidation_reason").since(17));

    private static Section state(String invalidation) {
        return Section.of(
                "pg_replication_slots",
                List.of("slot", "wal_status", "invalidation"),
                List.of("slot_name", "wal_status", invalidation),
                "pg_replication_slots",
                Column.of(
                        gauge(
                                "neonwatch.slot.state",
                                "1",
                                "1, with the slot's state; why it was invalidated from 17 on"),
                        "1"));
    }

    private Slots() {}
}
