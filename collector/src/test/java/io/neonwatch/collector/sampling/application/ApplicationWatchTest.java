package io.neonwatch.collector.sampling.application;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.neonwatch.collector.sampling.ApplicationConfig;
import io.neonwatch.collector.sampling.Observation;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.metrics.Point;
import io.neonwatch.metrics.Points;
import io.neonwatch.runtime.config.Secret;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.schemas.MetricKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scrapes a real HTTP server with a real Prometheus registry behind it. */
class ApplicationWatchTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Timer requests = Timer.builder("http.requests")
            .tag("uri", "/cart \"🐘\"\n")
            .serviceLevelObjectives(ofMillis(10), ofMillis(100))
            .register(registry);
    private final ConcurrentLinkedQueue<MetricBatch> batches = new ConcurrentLinkedQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final HttpServer server;
    private final Applications applications = new Applications(ofMillis(100), InstantSource.system(), this::take);
    private final List<ApplicationWatch> watches = new ArrayList<>();

    ApplicationWatchTest() throws IOException {
        new UptimeMetrics().bindTo(registry);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        watches.forEach(ApplicationWatch::stop);
        applications.close();
        server.stop(0);
    }

    @Test
    void shouldPutResponseTimesBesideTheDatabasesMetrics() {
        // Given
        answer("/metrics", exchange -> write(exchange, 200, scrape(exchange)));
        watch(config("/metrics", null, null));
        await().atMost(ofSeconds(20)).until(() -> !batches.isEmpty());

        // When
        requests.record(ofMillis(50));
        requests.record(ofMillis(5));

        // Then
        await().atMost(ofSeconds(20)).untilAsserted(() -> {
            assertThat(sum("http_requests_seconds_count", Map.of("uri", "/cart \"🐘\"\n")))
                    .isEqualTo(2);
            assertThat(sum("http_requests_seconds_sum", Map.of())).isBetween(0.054, 0.056);
            assertThat(sum("http_requests_seconds_bucket", Map.of("le", "0.01")))
                    .isEqualTo(1);
            assertThat(sum("http_requests_seconds_bucket", Map.of("le", "0.1"))).isEqualTo(2);
        });
        assertThat(points("http_requests_seconds_sum"))
                .isNotEmpty()
                .allSatisfy(point -> assertThat(point.kind()).isEqualTo(MetricKind.DELTA));
        assertThat(points("process_uptime_seconds"))
                .isNotEmpty()
                .allSatisfy(point -> assertThat(point.kind()).isEqualTo(MetricKind.GAUGE));
        assertThat(batches).allSatisfy(batch -> {
            assertThat(batch.getTarget()).isEqualTo("orders");
            assertThat(batch.getProbe()).isEqualTo("application");
            assertThat(batch.getEpoch()).isNotEmpty();
        });
        assertThat(points("neonwatch.application.lines.broken"))
                .allSatisfy(point -> assertThat(point.value()).isZero());
    }

    @Test
    void shouldAuthenticateAndKeepTheSecretToItself() {
        // Given
        answer("/token", exchange -> authorised(exchange, "Bearer geheim"));
        answer("/basic", exchange -> authorised(exchange, "Basic YW5uYTpnZWhlaW0="));
        ApplicationConfig token = config("/token", null, new Secret("geheim"));
        ApplicationConfig basic = config("/basic", new Secret("geheim"), null);

        // When
        watch(token, basic);

        // Then
        await().atMost(ofSeconds(20)).untilAsserted(() -> assertThat(up()).hasSizeGreaterThan(3));
        assertThat(up()).containsOnly(1.0);
        assertThat(token + " " + basic).doesNotContain("geheim");
    }

    @Test
    void shouldSayThatTheApplicationIsAwayAndTryAgain() {
        // Given
        answer("/metrics", exchange -> write(exchange, 503, "up 1\n"));
        watch(config("/metrics", null, null));
        await().atMost(ofSeconds(20)).until(() -> up().contains(0.0));

        // When
        server.removeContext("/metrics");
        answer("/metrics", exchange -> write(exchange, 200, "up 1\n"));

        // Then
        await().atMost(ofSeconds(20)).until(() -> up().contains(1.0));
    }

    @Test
    void shouldNotWaitForeverNorReadWithoutEndNorFollow() {
        // Given
        answer("/never-ends", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int line = 0; line < 100_000_000; line++)
                exchange.getResponseBody().write(("a" + line + " 1\n").getBytes(StandardCharsets.UTF_8));
        });
        answer("/hangs", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("a 1\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            awaitEnd();
        });
        answer("/elsewhere", exchange -> {
            exchange.getResponseHeaders().add("Location", "/metrics");
            write(exchange, 302, "");
        });
        answer("/metrics", exchange -> write(exchange, 200, "a 1\n"));

        // When
        watch(config("/never-ends", null, null), config("/hangs", null, null), config("/elsewhere", null, null));

        // Then
        await().atMost(ofSeconds(30)).until(() -> up().size() >= 6);
        assertThat(up()).containsOnly(0.0);
    }

    @Test
    void shouldTakeOnlyTheNamesThatAreAskedFor() {
        // Given
        answer("/metrics", exchange -> write(exchange, 200, "http_a 1\nhttp_b 2\njvm_c 3\nbroken\n"));
        ApplicationConfig config = new ApplicationConfig(
                url("/metrics"), null, null, null, List.of("http_*", "db"), List.of("*_b"), null, null, null);

        // When
        watch(config);

        // Then
        await().atMost(ofSeconds(20)).until(() -> up().contains(1.0));
        assertThat(points("http_a")).isNotEmpty();
        assertThat(points("http_b")).isEmpty();
        assertThat(points("jvm_c")).isEmpty();
        assertThat(points("neonwatch.application.lines.broken"))
                .allSatisfy(point -> assertThat(point.value()).isEqualTo(1));
    }

    /** A server that also speaks WebSocket takes an offer of HTTP/2 on a plain connection for one of its own, and refuses. */
    @Test
    void shouldAskForNothingButTheMetrics() {
        // Given
        answer("/metrics", exchange -> {
            boolean upgrade = exchange.getRequestHeaders().containsKey("Upgrade");
            write(exchange, upgrade ? 400 : 200, "a 1\n");
        });

        // When
        watch(config("/metrics", null, null));

        // Then
        await().atMost(ofSeconds(20)).until(() -> !up().isEmpty());
        assertThat(up()).containsOnly(1.0);
    }

    @Test
    void shouldNotTakeWhatIsNoMetricsForAnApplicationWithoutAny() throws IOException {
        // Given
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("a 1\n".getBytes(StandardCharsets.UTF_8));
        }
        answer("/login", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            write(exchange, 200, "<!DOCTYPE html>\n<html><body>\nSign in\n</body></html>\n");
        });
        answer("/packed", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, packed.size());
            exchange.getResponseBody().write(packed.toByteArray());
        });

        // When
        watch(config("/login", null, null), config("/packed", null, null));

        // Then
        await().atMost(ofSeconds(20)).until(() -> up().size() >= 6);
        assertThat(up()).containsOnly(0.0);
    }

    /** What answers a request; a failure ends only the exchange. */
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private void answer(String path, Answer answer) {
        server.createContext(path, exchange -> {
            try (exchange) {
                answer.to(exchange);
            }
        });
    }

    private void awaitEnd() {
        try {
            assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String scrape(HttpExchange exchange) {
        return registry.scrape(
                Objects.requireNonNull(exchange.getRequestHeaders().getFirst("Accept")));
    }

    private static void authorised(HttpExchange exchange, String wanted) throws IOException {
        boolean right = wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        write(exchange, right ? 200 : 401, "a 1\n");
    }

    private static void write(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private ApplicationConfig config(String path, @Nullable Secret password, @Nullable Secret token) {
        return new ApplicationConfig(
                url(path),
                password == null ? null : "anna",
                password,
                token,
                null,
                null,
                null,
                1_000_000,
                Duration.ofSeconds(1));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void watch(ApplicationConfig... configs) {
        for (ApplicationConfig config : configs)
            watches.add(applications.watch(new Origin("orders", "collector-" + watches.size()), config));
        watches.forEach(ApplicationWatch::start);
    }

    private void take(Observation<?> observation) {
        if (observation.value() instanceof MetricBatch batch) batches.add(batch);
    }

    private List<Double> up() {
        return points("neonwatch.application.up").stream().map(Point::value).toList();
    }

    private double sum(String metric, Map<String, String> attributes) {
        return points(metric).stream()
                .filter(point -> point.attributes().entrySet().containsAll(attributes.entrySet()))
                .mapToDouble(Point::value)
                .sum();
    }

    private List<Point> points(String metric) {
        return batches.stream().flatMap(batch -> stream(batch, metric)).toList();
    }

    private static Stream<Point> stream(MetricBatch batch, String metric) {
        return StreamSupport.stream(Points.of(batch, metric::equals).spliterator(), false);
    }
}
