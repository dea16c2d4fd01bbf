package io.neonwatch.collector.sampling.server;

import static io.neonwatch.metrics.Metric.delta;
import static io.neonwatch.metrics.Metric.gauge;

import io.neonwatch.collector.sampling.Column;
import io.neonwatch.collector.sampling.Section;
import java.util.List;

/** Who follows this server, and whom it follows. */
final class Replication {

    /** Where the server's own log ends; on a standby, what it has of the primary's. */
    static final String POSITION = "(CASE WHEN pg_is_in_recovery()"
            + " THEN greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) ELSE pg_current_wal_lsn() END)";

    private static final String SENDERS = "pg_stat_replication";
    private static final String APPLICATION = "application";
    private static final String CLIENT = "replication_client";

    // Several standbys may share a name and an address: what counts is the one that is worst off.
    private static final Section STANDBYS = Section.of(
            SENDERS,
            List.of(APPLICATION, CLIENT),
            List.of("application_name", "client"),
            """
            (SELECT application_name, coalesce(host(client_addr), 'unix') AS client,
                    max(pg_wal_lsn_diff(%s, replay_lsn)) AS delay
             FROM pg_stat_replication GROUP BY 1, 2) AS standby""".formatted(POSITION),
            Column.of(
                    gauge(
                            "postgresql.replication.data_delay",
                            "By",
                            "Log that the standby or subscriber has not yet replayed"),
                    "delay"));

    // The server forgets the times once all has been replayed: then there is no delay.
    private static final Section DELAYS = Section.of(
            SENDERS,
            List.of("operation", APPLICATION, CLIENT),
            List.of("operation", "application_name", "client"),
            """
            (SELECT operation, application_name, coalesce(host(client_addr), 'unix') AS client,
                    max(coalesce(extract(epoch FROM lag), CASE WHEN replay_lsn = sent_lsn THEN 0 END)) AS delay
             FROM pg_stat_replication,
                  LATERAL (VALUES ('write', write_lag), ('flush', flush_lag), ('replay', replay_lag)) AS o(operation, lag)
             GROUP BY 1, 2, 3) AS standby""",
            Column.of(
                    gauge(
                            "postgresql.wal.delay",
                            "s",
                            "Time until the standby had written, flushed, replayed recent log; 0 when it has all"),
                    "delay"));

    private static final Section STATES = Section.of(
            SENDERS,
            List.of("state", "sync_state"),
            List.of("state", "sync_state"),
            """
            (SELECT state, sync_state, count(*) AS senders FROM pg_stat_replication
             WHERE state IS NOT NULL GROUP BY 1, 2) AS sender""",
            Column.of(
                    gauge("neonwatch.replication.senders", "{connection}", "Standbys, subscribers and base backups"),
                    "senders"));

    // With the receiver gone, all that was received has soon been replayed, and yet the standby falls behind.
    private static final Section RECEIVER = Section.of(
            "pg_stat_wal_receiver",
            List.of(),
            List.of(),
            "(SELECT pg_is_in_recovery() AS recovering) AS server LEFT JOIN pg_stat_wal_receiver r ON true",
            Column.of(gauge("neonwatch.server.in_recovery", "1", "1 on a standby, else 0"), "recovering::int"),
            Column.of(
                    gauge(
                            "neonwatch.standby.streaming",
                            "1",
                            "On a standby: 1 while it is connected to its primary, else 0"),
                    "CASE WHEN recovering THEN CASE WHEN pid IS NULL THEN 0 ELSE (status = 'streaming')::int END END"),
            Column.of(
                    gauge("neonwatch.standby.replay_lag", "By", "On a standby: log known of and not yet replayed"),
                    "CASE WHEN recovering THEN pg_wal_lsn_diff("
                            + "greatest(pg_last_wal_receive_lsn(), latest_end_lsn), pg_last_wal_replay_lsn()) END"),
            Column.of(
                    gauge(
                            "neonwatch.standby.replay_delay",
                            "s",
                            "On a standby: age of the last transaction replayed; 0 while it streams and has replayed all"),
                    "CASE WHEN NOT recovering THEN NULL"
                            + " WHEN status = 'streaming' AND pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0"
                            + " ELSE extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) END"),
            Column.of(
                    gauge("neonwatch.standby.receiver_silence", "s", "On a standby: since the primary's last message"),
                    "CASE WHEN recovering THEN extract(epoch FROM clock_timestamp() - last_msg_receipt_time) END"));

    private static final Section SUBSCRIPTIONS = Section.of(
                    "pg_stat_subscription",
                    List.of("subscription"),
                    List.of("subname"),
                    """
                    (SELECT subid, subname, count(pid) AS workers,
                            extract(epoch FROM clock_timestamp() - max(last_msg_receipt_time)) AS silence
                     FROM pg_stat_subscription GROUP BY subid, subname) AS subscription""",
                    Column.of(
                            gauge("neonwatch.subscription.workers", "{worker}", "Processes that apply or copy"),
                            "workers"),
                    Column.of(
                            gauge("neonwatch.subscription.silence", "s", "Since the publisher's last message"),
                            "silence"))
            .identifiedBy("subid");

    private static final Section SUBSCRIPTION_ERRORS = Section.of(
                    "pg_stat_subscription_stats",
                    List.of("subscription"),
                    List.of("subname"),
                    "pg_stat_subscription_stats",
                    Column.of(
                            delta("neonwatch.subscription.apply_errors", "{error}", "Failures to apply changes")
                                    .since(15),
                            "apply_error_count"),
                    Column.of(
                            delta("neonwatch.subscription.sync_errors", "{error}", "Failures to copy a table at first")
                                    .since(15),
                            "sync_error_count"))
            .identifiedBy("subid")
            .since(15);

    static final List<Section> SECTIONS =
            List.of(STANDBYS, DELAYS, STATES, RECEIVER, SUBSCRIPTIONS, SUBSCRIPTION_ERRORS);

    private Replication() {}
}
