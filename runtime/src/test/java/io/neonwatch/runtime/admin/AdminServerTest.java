package io.neonwatch.runtime.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.neonwatch.runtime.config.ConfigException;
import io.neonwatch.runtime.health.Health;
import io.neonwatch.runtime.health.HealthCheck;
import io.neonwatch.runtime.metrics.ProgramMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminServerTest {

    private final ProgramMetrics metrics = new ProgramMetrics();
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Supplier<Health> kafka = () -> Health.READY;
    private @Nullable AdminServer server;

    private record NamedCheck(String name, Supplier<Health> health) implements HealthCheck {

        @Override
        public Health check() {
            return health.get();
        }
    }

    @AfterEach
    void stop() {
        if (server != null) server.stop();
        client.close();
        metrics.close();
    }

    @Test
    void shouldBeLiveOnceStarted() throws Exception {
        // Given
        AdminServer started = start();

        // When
        HttpResponse<String> response = request(started, "GET", "/health/live");

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"live\":true}");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void shouldListEveryCheckWhenReady() throws Exception {
        // Given
        AdminServer started = start();

        // When
        HttpResponse<String> response = request(started, "GET", "/health/ready");

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("""
                        {"ready":true,"checks":[{"name":"kafka","ready":true,"detail":""},\
                        {"name":"database","ready":true,"detail":"1 target"}]}""");
    }

    @Test
    void shouldSayWhatIsNotReady() throws Exception {
        // Given
        AdminServer started = start();
        kafka = () -> Health.notReady("connection \"refused\"");

        // When
        HttpResponse<String> response = request(started, "GET", "/health/ready");

        // Then
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("""
                        {"ready":false,"checks":[{"name":"kafka","ready":false,"detail":"connection \\"refused\\""},\
                        {"name":"database","ready":true,"detail":"1 target"}]}""");
    }

    @Test
    void shouldNotBeReadyWhenACheckFails() throws Exception {
        // Given
        AdminServer started = start();
        kafka = () -> {
            throw new IllegalStateException("s3cr3t");
        };

        // When
        HttpResponse<String> response = request(started, "GET", "/health/ready");

        // Then
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("the check itself failed: IllegalStateException");
    }

    @Test
    void shouldServeMetricsOfTheProgramAndTheJvm() throws Exception {
        // Given
        AdminServer started = start();
        Counter.builder("neonwatch.pages").register(metrics.registry()).increment(3);

        // When
        HttpResponse<String> response = request(started, "GET", "/metrics");

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body().lines())
                .contains("neonwatch_pages_total 3.0")
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"))
                .anyMatch(line -> line.startsWith("jvm_gc_memory_allocated_bytes_total"))
                .anyMatch(line -> line.startsWith("jvm_threads_live_threads"))
                .anyMatch(line -> line.startsWith("process_cpu_usage"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health", "/health/live/", "/health/live/more", "/metricsx", "/%2e%2e"})
    void shouldNotFindAnythingElse(String path) throws Exception {
        // Given
        AdminServer started = start();

        // When
        HttpResponse<String> response = request(started, "GET", path);

        // Then
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .isEqualTo("{\"error\":\"not found; there are /health/live, /health/ready and /metrics\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void shouldRefuseOtherMethods(String method) throws Exception {
        // Given
        AdminServer started = start();

        // When
        HttpResponse<String> response = request(started, method, "/health/live");

        // Then
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void shouldAnswerHeadWithoutABody() throws Exception {
        // Given
        AdminServer started = start();

        // When
        HttpResponse<String> response = request(started, "HEAD", "/health/ready");

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void shouldRefuseAGivenPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            int port = taken.getLocalPort();
            AdminServer refused = new AdminServer(new AdminConfig(null, port), metrics.registry(), List.of());

            // When // Then
            assertThatThrownBy(refused::start)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("admin.port: cannot listen on port " + port + " of 127.0.0.1 (")
                    .hasMessageEndingWith("free it, give another, or leave it out to take the next free one");
        }
    }

    @Test
    void shouldTakeTheNextFreePortWhenNoneIsGiven() throws Exception {
        // Given
        AdminServer first = start(new AdminConfig(null, null));
        AdminServer second = new AdminServer(new AdminConfig(null, null), metrics.registry(), List.of());

        // When
        second.start();

        // Then
        assertThat(second.url().getPort()).isGreaterThan(first.url().getPort());
        assertThat(first.url().getPort()).isGreaterThanOrEqualTo(9464);
        second.stop();
    }

    @Test
    void shouldRefuseAHostThatIsNotKnown() {
        // Given
        AdminServer refused = new AdminServer(new AdminConfig("no such host", 0), metrics.registry(), List.of());

        // When // Then
        assertThatThrownBy(refused::start)
                .isInstanceOf(ConfigException.class)
                .hasMessage("admin.host: no such host is not a known address; correct it or leave it out");
    }

    @Test
    void shouldHaveNoUrlBeforeTheStart() {
        // Given
        AdminServer notStarted = new AdminServer(new AdminConfig(null, 0), metrics.registry(), List.of());

        // When // Then
        assertThatIllegalStateException().isThrownBy(notStarted::url);
        notStarted.stop();
    }

    private AdminServer start() throws IOException {
        return start(new AdminConfig(null, 0));
    }

    private AdminServer start(AdminConfig config) throws IOException {
        List<HealthCheck> checks = List.of(
                new NamedCheck("kafka", () -> kafka.get()),
                new NamedCheck("database", () -> new Health(true, "1 target")));
        AdminServer started = new AdminServer(config, metrics.registry(), checks);
        server = started;
        started.start();
        return started;
    }

    private HttpResponse<String> request(AdminServer asked, String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(asked.url().resolve(path))
                .method(method, BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
