package io.neonwatch.sandbox.postgres;

import java.util.Map;

/** Settings of {@code postgresql.conf} that differ from the server's defaults. */
final class ServerSettings {

    private ServerSettings() {}

    static Map<String, String> of(int port, int maxConnections) {
        return Map.ofEntries(
                Map.entry("port", Integer.toString(port)),
                Map.entry("max_connections", Integer.toString(maxConnections)),
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("unix_socket_directories", ""),
                Map.entry("wal_level", "logical"),
                Map.entry("shared_preload_libraries", "pg_stat_statements"),
                Map.entry("track_io_timing", "on"),
                Map.entry("shared_buffers", "32MB"),
                Map.entry("fsync", "off"),
                Map.entry("full_page_writes", "off"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"));
    }

    /** What is another on a standby than on its primary. */
    static Map<String, String> ofStandby(int port, int primaryPort) {
        return Map.of(
                "port", Integer.toString(port),
                "primary_conninfo",
                        "host=127.0.0.1 port=%d user=%s application_name=standby"
                                .formatted(primaryPort, EmbeddedPostgres.SUPERUSER));
    }
}
