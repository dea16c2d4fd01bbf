package io.neonwatch.runtime.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.neonwatch.runtime.Service;
import io.neonwatch.runtime.health.HealthCheck;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code /health/live}, {@code /health/ready} and {@code /metrics}. */
public final class AdminServer implements Service {

    private static final Logger LOGGER = LoggerFactory.getLogger(AdminServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Answer(int status, String contentType, String body) {}

    private final AdminConfig config;
    private final PrometheusMeterRegistry metrics;
    private final List<HealthCheck> checks;
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("admin-", 1).factory());
    private volatile @Nullable HttpServer server;

    /** @param checks all of which must be ready for the program to be */
    public AdminServer(AdminConfig config, PrometheusMeterRegistry metrics, List<HealthCheck> checks) {
        this.config = config;
        this.metrics = metrics;
        this.checks = List.copyOf(checks);
    }

    @Override
    public String name() {
        return "admin";
    }

    /** @throws io.neonwatch.runtime.config.ConfigException when the given port is taken */
    @Override
    public void start() throws IOException {
        HttpServer created = AdminPort.bind(config);
        created.setExecutor(executor);
        created.createContext("/", this::handle);
        created.start();
        server = created;
        LOGGER.atInfo().addKeyValue("url", url()).log("Health and metrics are served");
    }

    @Override
    public void stop() {
        HttpServer running = server;
        if (running != null) running.stop(0);
        executor.shutdownNow();
    }

    /**
     * The base address, without a trailing slash.
     *
     * @throws IllegalStateException before the start
     */
    public URI url() {
        HttpServer running = server;
        if (running == null) throw new IllegalStateException("the admin server is not started");
        InetSocketAddress address = running.getAddress();
        String host = Objects.requireNonNull(config.host());
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
            if (!head) exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) {
        try {
            return switch (exchange.getRequestMethod()) {
                case "GET", "HEAD" -> answer(exchange.getRequestURI().getPath());
                default -> {
                    exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                    yield json(405, Map.of("error", "method not allowed; use GET"));
                }
            };
        } catch (RuntimeException | JsonProcessingException e) {
            LOGGER.atError().setCause(e).log("Admin request failed");
            return new Answer(500, "application/json", "{\"error\":\"internal error; see the log\"}");
        }
    }

    private Answer answer(String path) throws JsonProcessingException {
        return switch (path) {
            case "/health/live" -> json(200, Map.of("live", true));
            case "/health/ready" -> {
                HealthReport report = HealthReport.of(checks);
                yield json(report.ready() ? 200 : 503, report);
            }
            case "/metrics" -> new Answer(200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
            default -> json(404, Map.of("error", "not found; there are /health/live, /health/ready and /metrics"));
        };
    }

    private static Answer json(int status, Object body) throws JsonProcessingException {
        return new Answer(status, "application/json", JSON.writeValueAsString(body));
    }
}
