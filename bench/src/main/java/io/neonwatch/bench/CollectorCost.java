package io.neonwatch.bench;

import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the collector costs a database, by {@code pg_stat_statements}: one round of every probe but the activity's, and
 * one of the activity's, on the reference schema with 40 sessions.
 */
final class CollectorCost implements Measurement {

    private static final String DATABASE = "reference";
    private static final String USER = "neonwatch";
    private static final String VITAL = "instance";
    private static final String FAST = "activity";
    private static final Duration WARM_UP = Duration.ofSeconds(45);
    private static final Duration LENGTH = Duration.ofSeconds(60);

    private record Round(double milliseconds, double statements, double series) {}

    @Override
    public String name() {
        return "collector-cost";
    }

    @Override
    public Map<String, Number> measure() throws Exception {
        try (Stage stage = new Stage()) {
            EmbeddedPostgres server = stage.startPostgres(100);
            OwnCore.give();
            server.createDatabase(DATABASE, "owner");
            server.createMonitor(USER);
            try (Connection connection = DriverManager.getConnection(server.jdbcUrl(DATABASE))) {
                ReferenceSchema.create(connection);
                ReferenceSchema.runStatements(connection);
                try (Crowd crowd = new Crowd(server.jdbcUrl(DATABASE, "postgres"), 40, 8)) {
                    Round full = round(stage, server, connection, VITAL, intervals("2s", "1h"));
                    Round activity = round(stage, server, connection, FAST, intervals("1h", "500ms"));
                    return figures(full, activity);
                }
            }
        }
    }

    private static Map<String, Number> figures(Round full, Round activity) {
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("db_ms_full_tick", rounded(full.milliseconds()));
        figures.put("statements_full_tick", rounded(full.statements()));
        figures.put("series_full_tick", Math.round(full.series()));
        figures.put("db_ms_activity_tick", rounded(activity.milliseconds()));
        return figures;
    }

    /** The mean of the rounds of some length of time; a round is one batch of the probe that is counted. */
    private static Round round(
            Stage stage, EmbeddedPostgres server, Connection connection, String counted, String intervals)
            throws Exception {
        String collector = """
                  name: bench
                  budget: 1.0  # or it would slow down at such intervals
                  intervals: %s
                  targets:
                    - {name: reference, url: "jdbc:postgresql://127.0.0.1:%d/%s", user: %s}
                """.formatted(intervals, server.port(), DATABASE, USER);
        try (CollectorProcess process = CollectorProcess.start(stage, collector, 256)) {
            process.run(WARM_UP);
            try (MetricsTopic topic = new MetricsTopic(stage)) {
                OwnStatements before = OwnStatements.of(connection, USER);
                process.run(LENGTH);
                OwnStatements cost = OwnStatements.of(connection, USER).since(before);
                Map<String, MetricsTopic.Count> counts = topic.countByProbe();
                int rounds = counts.getOrDefault(counted, new MetricsTopic.Count(0, 0))
                        .batches();
                if (rounds == 0)
                    throw new IllegalStateException("no batch of " + counted + " came; there were " + counts);
                double series = counts.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("heartbeat"))
                        .mapToDouble(entry -> (double) entry.getValue().points()
                                / entry.getValue().batches())
                        .sum();
                System.err.println("bench: " + rounds + " rounds, " + counts);
                System.err.print(OwnStatements.dearest(connection, USER));
                return new Round(cost.milliseconds() / rounds, cost.calls() / rounds, series);
            }
        }
    }

    private static String intervals(String most, String activity) {
        return Stream.of(VITAL, "statements", "tables", "plans", "database", "server", "relations", "vector")
                .map(probe -> probe + ": " + most)
                .collect(Collectors.joining(", ", "{activity: " + activity + ", ", "}"));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
