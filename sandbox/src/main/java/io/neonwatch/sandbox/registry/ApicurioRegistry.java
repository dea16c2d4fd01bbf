package io.neonwatch.sandbox.registry;

import io.neonwatch.sandbox.process.ChildProcess;
import io.neonwatch.sandbox.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Apicurio Registry on 127.0.0.1, spoken to as Confluent's. It accepts a new version of a schema only if it is
 * compatible with all earlier ones in both directions. It keeps the schemas in a file, so that ids survive a restart.
 * Safe for use by many threads.
 */
public final class ApicurioRegistry implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Path directory;
    private final Path distribution;
    private final int port = FreePort.choose();
    private final int managementPort = FreePort.choose();
    private @Nullable ChildProcess server;

    private ApicurioRegistry(Path directory, Path distribution) {
        this.directory = directory;
        this.distribution = distribution;
    }

    /** Returns when the registry takes requests; takes several seconds. Its data goes below the given directory. */
    public static ApicurioRegistry start(Path directory) {
        try {
            Path home = Files.createDirectory(directory.toAbsolutePath().resolve("registry"));
            ApicurioRegistry registry = new ApicurioRegistry(home, Distribution.locate());
            registry.restart();
            return registry;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the registry's directory: " + e.getMessage(), e);
        }
    }

    /** The base of the Confluent API, without a slash at the end. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7");
    }

    /** Refuses connections; keeps the schemas. */
    public synchronized void stop() {
        if (server == null) return;
        server.close();
        server = null;
    }

    /** Runs again on the same port with the same schemas and ids; stops first if necessary. */
    public synchronized void restart() {
        stop();
        ChildProcess starting = ChildProcess.start("registry", command(), Map.of(), directory, "TERM", GRACE);
        server = starting;
        awaitReady(starting);
    }

    @Override
    public void close() {
        stop();
    }

    private List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + directory,
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + managementPort,
                "-Dapicurio.datasource.url=jdbc:h2:file:" + directory.resolve("schemas"),
                "-Dapicurio.rules.global.compatibility=FULL_TRANSITIVE",
                "-jar",
                distribution.resolve(Distribution.MAIN_JAR).toString());
    }

    private void awaitReady(ChildProcess starting) {
        URI ready = URI.create("http://127.0.0.1:" + managementPort + "/health/ready");
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!answers(client, ready)) {
                if (!starting.isRunning() || System.nanoTime() > limit)
                    throw new IllegalStateException("The schema registry does not start:\n" + starting.lastOutput());
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    private boolean answers(HttpClient client, URI url) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the schema registry was starting", e);
        }
    }
}
