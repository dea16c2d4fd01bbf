package io.neonwatch.bench;

import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one collector takes that watches 500 databases at the usual intervals, each with the reference schema and its
 * 1,000 statements, of which 50 run. There are 10 servers with one such database; each is 50 targets, by addresses of the loopback range,
 * so that each target counts as a server.
 */
final class CollectorScale implements Measurement {

    private static final int SERVERS = 10;
    private static final int TARGETS_PER_SERVER = 50;
    private static final int HEAP_MEGABYTES = 512;
    static final String DATABASE = "reference";
    private static final String USER = "neonwatch";
    private static final Duration WARM_UP = Duration.ofSeconds(90);
    private static final Duration LENGTH = Duration.ofSeconds(120);
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "collector-scale";
    }

    @Override
    public Map<String, Number> measure() throws Exception {
        try (Stage stage = new Stage()) {
            StringBuilder targets = new StringBuilder("""
                      name: bench
                      budget: 1.0  # the intervals are to be kept, however slow this machine makes the servers
                      targets:
                    """);
            List<EmbeddedPostgres> servers = new ArrayList<>();
            for (int number = 0; number < SERVERS; number++) servers.add(server(stage, number, targets));
            try (Crowds _ = new Crowds(servers);
                    CollectorProcess process = CollectorProcess.start(stage, targets.toString(), HEAP_MEGABYTES)) {
                process.run(WARM_UP);
                try (MetricsTopic topic = new MetricsTopic(stage)) {
                    Map<String, Number> figures = measure(process);
                    System.err.println("bench: in " + LENGTH + " came " + topic.countByProbe());
                    return figures;
                }
            }
        }
    }

    private static Map<String, Number> measure(CollectorProcess process) throws IOException, InterruptedException {
        Duration before = process.processorTime();
        long start = System.nanoTime();
        double heap = 0;
        while (System.nanoTime() - start < LENGTH.toNanos()) {
            process.run(LOOK);
            heap = Math.max(
                    heap,
                    process.metric("jvm_memory_used_bytes", "area=\"heap\"").orElse(0));
        }
        double elapsed = System.nanoTime() - start;
        double used = process.processorTime().minus(before).toNanos();
        List<String> delays = process.series("neonwatch_collector_round_delay_seconds", "quantile=\"0.99\"");
        delays.forEach(System.err::println);
        // Of the probe that is latest; one that is asked each second would outweigh all others.
        double delay =
                delays.stream().mapToDouble(CollectorProcess::value).max().orElseThrow();
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("targets", targetsAnswering(process));
        figures.put("cores_used", Math.round(used / elapsed * 1000) / 1000.0);
        figures.put("heap_mb", Math.round(heap / (1 << 20)));
        figures.put("tick_delay_p99_ms", Math.round(delay * 1000));
        return figures;
    }

    private static long targetsAnswering(CollectorProcess process) throws IOException, InterruptedException {
        double watched = process.metric("neonwatch_collector_targets", "").orElseThrow();
        return Math.round(watched
                - process.metric("neonwatch_collector_targets_unanswered", "").orElseThrow());
    }

    /** Starts one, and adds the configuration of its targets. */
    private static EmbeddedPostgres server(Stage stage, int number, StringBuilder targets)
            throws IOException, SQLException {
        EmbeddedPostgres server = stage.startPostgres(TARGETS_PER_SERVER + 20);
        server.createMonitor(USER);
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(EmbeddedPostgres.SUPERUSER));
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET listen_addresses = '"
                    + IntStream.rangeClosed(1, TARGETS_PER_SERVER)
                            .mapToObj(CollectorScale::address)
                            .collect(Collectors.joining(","))
                    + "'");
        }
        server.restart();
        server.createDatabase(DATABASE, "owner");
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(DATABASE))) {
            ReferenceSchema.create(connection);
            ReferenceSchema.runStatements(connection);
        }
        IntStream.rangeClosed(1, TARGETS_PER_SERVER)
                .mapToObj(target -> "    - {name: server-%d-%d, url: \"jdbc:postgresql://%s:%d/%s\", user: %s}\n"
                        .formatted(number, target, address(target), server.port(), DATABASE, USER))
                .forEach(targets::append);
        return server;
    }

    private static String address(int target) {
        return "127.0.0." + target;
    }
}
