package io.neonwatch.bench;

import io.neonwatch.sandbox.process.ChildProcess;
import io.neonwatch.sandbox.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** The collector as users run it, a process of its own. */
final class CollectorProcess implements AutoCloseable {

    private static final String MAIN = "io.neonwatch.cli.Neonwatch";
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ChildProcess child;
    private final URI metrics;

    private CollectorProcess(ChildProcess child, int adminPort) {
        this.child = child;
        this.metrics = URI.create("http://127.0.0.1:" + adminPort + "/metrics");
    }

    /**
     * @param collector the section {@code collector} of the configuration, indented by two
     * @param heapMegabytes the most that it may use
     */
    static CollectorProcess start(Stage stage, String collector, int heapMegabytes) throws IOException {
        int adminPort = FreePort.choose();
        Path config = stage.directory().resolve("neonwatch.yaml");
        Files.writeString(config, """
                kafka: {bootstrap_servers: ["%s"]}
                schema_registry: {urls: ["%s"]}
                admin: {port: %d}
                collector:
                %s""".formatted(
                        stage.kafka().bootstrapServers(), stage.registry().url(), adminPort, collector));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseStringDeduplication",
                "-Xmx" + heapMegabytes + "m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                // Not java.class.path, which is so long that the system does not tell the command line any more.
                System.getProperty("neonwatch.lib"),
                MAIN,
                "collector",
                "--config",
                config.toString());
        ChildProcess child = ChildProcess.start("collector", command, Map.of(), stage.directory(), "TERM", GRACE);
        return new CollectorProcess(child, adminPort);
    }

    /** Processor time used so far. */
    Duration processorTime() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(MAIN))
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .max(Duration::compareTo)
                .orElseThrow(() -> new IllegalStateException("The collector has ended:\n" + child.lastOutput()));
    }

    /** The sum of a Prometheus metric's series whose line holds a text. */
    OptionalDouble metric(String name, String holding) throws IOException, InterruptedException {
        List<String> series = series(name, holding);
        if (series.isEmpty()) return OptionalDouble.empty();
        return OptionalDouble.of(
                series.stream().mapToDouble(CollectorProcess::value).sum());
    }

    /** A Prometheus metric's series whose line holds a text, a line for each. */
    List<String> series(String name, String holding) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(metrics).timeout(Duration.ofSeconds(5)).build();
        return http.send(request, BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(holding))
                .toList();
    }

    static double value(String series) {
        return Double.parseDouble(series.substring(series.lastIndexOf(' ') + 1));
    }

    /** Waits; ends at once when the collector does. */
    void run(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            if (!child.isRunning()) throw new IllegalStateException("The collector has ended:\n" + child.lastOutput());
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    @Override
    public void close() {
        child.close();
        http.close();
    }
}
