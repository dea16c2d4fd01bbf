package io.neonwatch.collector.sampling.instance;

import java.util.List;

/** The settings whose values and changes are told. */
final class ImportantSettings {

    /** Texts that hold no secret. Other texts are compared within the server and never read. */
    static final List<String> HARMLESS_TEXTS =
            List.of("archive_library", "shared_preload_libraries", "synchronous_standby_names");

    static final List<String> NAMES =
            """
            max_connections superuser_reserved_connections reserved_connections
            shared_buffers effective_cache_size work_mem hash_mem_multiplier maintenance_work_mem temp_buffers
            temp_file_limit huge_pages max_locks_per_transaction max_prepared_transactions shared_preload_libraries
            statement_timeout lock_timeout idle_in_transaction_session_timeout idle_session_timeout transaction_timeout
            deadlock_timeout
            wal_level fsync full_page_writes synchronous_commit wal_compression wal_buffers data_checksums
            max_wal_size min_wal_size wal_keep_size max_slot_wal_keep_size checkpoint_timeout
            checkpoint_completion_target archive_mode archive_command archive_library archive_timeout
            max_wal_senders max_replication_slots idle_replication_slot_timeout synchronous_standby_names
            primary_conninfo hot_standby_feedback max_standby_streaming_delay
            random_page_cost seq_page_cost effective_io_concurrency default_statistics_target jit plan_cache_mode
            enable_seqscan enable_indexscan enable_bitmapscan enable_hashjoin enable_mergejoin enable_nestloop
            max_worker_processes max_parallel_workers max_parallel_workers_per_gather max_parallel_maintenance_workers
            io_method io_workers
            autovacuum autovacuum_max_workers autovacuum_naptime autovacuum_work_mem autovacuum_vacuum_threshold
            autovacuum_vacuum_scale_factor autovacuum_vacuum_cost_delay autovacuum_vacuum_cost_limit
            autovacuum_freeze_max_age autovacuum_multixact_freeze_max_age vacuum_cost_limit
            track_counts track_activities track_io_timing track_wal_io_timing compute_query_id
            log_min_duration_statement ssl password_encryption
            pg_stat_statements.max pg_stat_statements.track
            """.lines().flatMap(line -> List.of(line.split(" ")).stream()).toList();

    private ImportantSettings() {}
}
