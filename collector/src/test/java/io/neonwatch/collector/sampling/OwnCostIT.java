package io.neonwatch.collector.sampling;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.metrics.MetricFamily;
import io.neonwatch.metrics.Point;
import io.neonwatch.metrics.Points;
import io.neonwatch.schemas.MetricBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(SharedPostgres.class)
class OwnCostIT {

    private static final int STATEMENTS = 500;

    private final List<Observation<?>> written = new CopyOnWriteArrayList<>();

    @Test
    void shouldTellWhatAProbeAsksBesidesTheWatch(SharedPostgres.Database database) throws SQLException {
        // Given
        TargetConfig target = database.target("postgres");
        TargetConnector besides = new TargetConnector(target);
        TargetWatch watch = new TargetWatch(
                target,
                new Origin("shop", "test"),
                List.of(ScheduledProbe.vital(new AsksBesides(besides), ofMillis(100))),
                new Terms(Tenure.ASSURED, Gate.OPEN, 1.0, Pace.ALONE),
                InstantSource.system(),
                new SimpleMeterRegistry(),
                written::add);
        watch.start();
        try {
            // When
            try (Connection connection = besides.connect();
                    Statement statement = connection.createStatement()) {
                for (int count = 0; count < STATEMENTS; count++) statement.execute("SELECT 1");
            }

            // Then
            await().atMost(ofSeconds(60)).until(() -> sum("neonwatch.collector.statements") >= STATEMENTS);
            assertThat(sum("neonwatch.collector.statements")).isLessThan(STATEMENTS + 10);
            assertThat(sum("neonwatch.collector.time")).isPositive();
            assertThat(sum("neonwatch.collector.bytes")).isGreaterThan(STATEMENTS * 10);
        } finally {
            watch.stop();
        }
    }

    private double sum(String metric) {
        return written.stream()
                .map(Observation::value)
                .filter(MetricBatch.class::isInstance)
                .flatMap(batch -> StreamSupport.stream(
                        Points.of((MetricBatch) batch, metric::equals).spliterator(), false))
                .mapToDouble(Point::value)
                .sum();
    }

    /** Asks nothing over the watch's connection. */
    private record AsksBesides(TargetConnector besides) implements Probe {

        @Override
        public String name() {
            return "besides";
        }

        @Override
        public List<MetricFamily> metrics() {
            return List.of();
        }

        @Override
        public List<TargetConnector> connectors() {
            return List.of(besides);
        }

        @Override
        public Reading read(Connection connection) {
            return EmptyReading.now();
        }
    }
}
