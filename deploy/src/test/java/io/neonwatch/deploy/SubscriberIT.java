package io.neonwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.deploy.docker.NeedsDocker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The topics as somebody reads them who has only the registry's address. */
@NeedsDocker
@Timeout(300)
final class SubscriberIT {

    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start(1);
    }

    @AfterAll
    static void stop() throws Exception {
        if (installation != null) installation.close();
    }

    @Test
    void shouldReadMetricsAndAlertsWithASubscriberThatKnowsOnlyTheRegistry() {
        try (PlainSubscriber subscriber = new PlainSubscriber(
                installation.kafka().bootstrapServers(),
                installation.registry().url(),
                "neonwatch.metrics",
                "neonwatch.alerts")) {
            // When
            CompletableFuture<Void> slowQuery = installation.workload().runSlowQuery(Duration.ofSeconds(7));

            // Then
            List<GenericRecord> received = new ArrayList<>();
            await().atMost(Installation.LIMIT).pollInSameThread().untilAsserted(() -> {
                received.addAll(subscriber.poll());
                assertThat(metrics(received)).contains("postgresql.backends", "neonwatch.connections.utilization");
                assertThat(of("Alert", received))
                        .anySatisfy(alert -> {
                            assertThat(text(alert, "rule")).isEqualTo("query-duration");
                            assertThat(text(alert, "target")).isEqualTo("shop");
                            assertThat(text(alert, "state")).isEqualTo("FIRING");
                            assertThat(text(alert, "severity")).isEqualTo("WARNING");
                            assertThat((double) alert.get("value")).isGreaterThan((double) alert.get("threshold"));
                        })
                        .anySatisfy(alert -> assertThat(text(alert, "state")).isEqualTo("RESOLVED"));
            });
            slowQuery.join();
        }
    }

    /** The names of the metrics of which there is a value. */
    private static List<String> metrics(List<GenericRecord> received) {
        return of("MetricBatch", received)
                .flatMap(batch -> parts(batch, "groups"))
                .flatMap(group -> parts(group, "columns"))
                .filter(column ->
                        !((List<?>) column.get("values")).stream().allMatch(value -> ((Double) value).isNaN()))
                .map(column -> text(column, "name"))
                .distinct()
                .toList();
    }

    private static Stream<GenericRecord> of(String type, List<GenericRecord> received) {
        return received.stream().filter(one -> one.getSchema().getName().equals(type));
    }

    private static Stream<GenericRecord> parts(GenericRecord whole, String field) {
        return ((List<?>) whole.get(field)).stream().map(GenericRecord.class::cast);
    }

    private static String text(GenericRecord whole, String field) {
        return whole.get(field).toString();
    }
}
