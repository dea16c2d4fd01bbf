package io.neonwatch.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.neonwatch.deploy.compose.ComposeProject.Port;
import io.neonwatch.deploy.compose.TopicContents.Entry;
import io.neonwatch.deploy.compose.WatchedDatabase.SlowQuery;
import io.neonwatch.deploy.docker.Images;
import io.neonwatch.topic.Topic;
import io.neonwatch.topic.Topics;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsCompose
@Timeout(value = 6, unit = TimeUnit.MINUTES)
final class ComposeIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ComposeProject project;
    private static Pages pages;
    private static WatchedDatabase shop;

    @BeforeAll
    static void up() {
        Images.build("kafka", "registry", "neonwatch", "sandbox", "postgresql", "prometheus");
        project = new ComposeProject();
        pages = new Pages(project);
        shop = new WatchedDatabase(project.port(Port.POSTGRESQL));
        project.up();
    }

    @AfterAll
    static void down() {
        pages.close();
        project.downWithVolumes();
        assertThat(project.remains()).isEmpty();
    }

    @BeforeEach
    void awaitHealthy() {
        project.awaitHealthy();
    }

    @Test
    void shouldPageAMassDeleteAndASlowQuery() throws Exception {
        // Given
        shop.execute("CREATE TABLE precious AS SELECT generate_series(1, 10000) AS id", "ANALYZE precious");
        await().atMost(LONG).until(() -> contents(Topics.METRICS).mentions("precious"));

        // When
        shop.execute("DELETE FROM precious");

        // Then
        pageASlowQuery();
        pages.awaitPaged("mass-change", "public.precious");
    }

    @Test
    void shouldBeScrapedByPrometheus() {
        // Then
        await().atMost(LONG)
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(
                                JSON.readTree(pages.get(project.url(Port.PROMETHEUS, "/api/v1/targets")))
                                        .path("data")
                                        .findValuesAsText("health"))
                        .hasSize(5)
                        .containsOnly("up"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector", "processor", "notifier", "sinks", "kafka", "postgresql"})
    void shouldPageAgainAfterACrashOf(String service) throws Exception {
        // When
        project.container(service).crash();

        // Then
        project.awaitHealthy();
        pageASlowQuery();
    }

    @Test
    void shouldKnowItsSchemasAfterACrashOfTheRegistry() throws Exception {
        // Given
        String subjects = subjects();

        // When
        project.container("registry").crash();

        // Then
        project.awaitHealthy();
        assertThat(subjects()).isEqualTo(subjects).contains("neonwatch.alerts-value");
    }

    @Test
    void shouldWorkAgainAfterACrashOfTheWorkload() throws Exception {
        // When
        project.container("workload").crash();

        // Then
        project.awaitHealthy();
        long orders = orders();
        await().atMost(LONG).until(() -> orders() > orders);
    }

    @Test
    void shouldScrapeAgainAfterACrashOfPrometheus() {
        // When
        project.container("prometheus").crash();

        // Then
        project.awaitHealthy();
        shouldBeScrapedByPrometheus();
    }

    @Test
    void shouldShareThePartitionsAmongProcessors() {
        // When
        project.up("--scale", "processor=3");

        // Then
        try {
            project.awaitHealthy();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(ProcessorGroup.partitions(project.port(Port.KAFKA)))
                            .containsExactly(2, 2, 2));
        } finally {
            project.up("--scale", "processor=1");
        }
    }

    @Test
    void shouldLoseNothingWhenItIsDownAndUpAgain() throws Exception {
        // Given
        pageASlowQuery();
        shop.execute("CREATE TABLE kept AS SELECT 42 AS answer");
        String subjects = subjects();
        Set<Entry> events = contents(Topics.ALERT_EVENTS).entries();
        Set<String> alerts = contents(Topics.ALERTS).keys();

        // When
        project.stop();
        List<String> stopped = project.statuses();
        project.down();
        project.up();

        // Then
        assertThat(stopped).isNotEmpty().allMatch(status -> status.contains("Exited (0)"));
        project.awaitHealthy();
        assertThat(shop.number("SELECT answer FROM kept")).isEqualTo(42);
        assertThat(subjects()).isEqualTo(subjects);
        assertThat(events).isNotEmpty();
        assertThat(contents(Topics.ALERT_EVENTS).entries()).containsAll(events);
        assertThat(alerts).isNotEmpty();
        assertThat(contents(Topics.ALERTS).keys()).containsAll(alerts);
        pageASlowQuery();
    }

    /** From the database to both receivers, and the end of it too, so that the next one is another incident. */
    private static void pageASlowQuery() throws Exception {
        String session;
        try (SlowQuery query = shop.slowQuery(LONG)) {
            session = "(pid " + query.pid() + ",";
            // A busy machine may have a slow query of its own, so that this one raises the alert instead of opening it.
            pages.awaitPaged("query-duration", session);
        }
        pages.awaitPaged("query-duration", "RESOLVED", session);
    }

    private static TopicContents contents(Topic<?> topic) {
        return TopicContents.read(project.port(Port.KAFKA), topic.name());
    }

    private static String subjects() throws IOException, InterruptedException {
        return pages.get(project.url(Port.REGISTRY, "/apis/ccompat/v7/subjects"));
    }

    private static long orders() throws SQLException {
        return shop.number("SELECT count(*) FROM orders");
    }
}
