package io.neonwatch.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.deploy.docker.CommandResult;
import io.neonwatch.deploy.docker.ContainerGuard;
import io.neonwatch.deploy.docker.Images;
import io.neonwatch.sandbox.process.FreePort;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** docker-compose.yml as a project of its own: other names, volumes and ports than those of a user's. */
final class ComposeProject {

    private static final Path FILE = Path.of("..", "docker-compose.yml");
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(2);
    private static final Duration HEALTHY_LIMIT = Duration.ofMinutes(3);

    /** What is published to 127.0.0.1. */
    enum Port {
        SLACK,
        MAIL,
        PROMETHEUS,
        POSTGRESQL,
        KAFKA,
        REGISTRY
    }

    private final ComposeProgram program = ComposeProgram.find().orElseThrow();
    private final String name = "neonwatch-test-" + ProcessHandle.current().pid();
    private final String label = "com.docker.compose.project=" + name;
    private final Map<Port, Integer> ports = new EnumMap<>(Port.class);

    ComposeProject() {
        for (Port port : Port.values()) ports.put(port, FreePort.choose());
        ContainerGuard.watch(label);
    }

    int port(Port port) {
        return ports.getOrDefault(port, 0);
    }

    URI url(Port port, String path) {
        return URI.create("http://127.0.0.1:" + port(port) + path);
    }

    /** Starts what is not running. */
    void up(String... options) {
        List<String> command = new ArrayList<>(List.of("up", "-d", "--no-build"));
        command.addAll(List.of(options));
        compose(command);
    }

    /** Stops everything, as a user does who wants to go on later. */
    void stop() {
        compose(List.of("stop"));
    }

    /** Stops and removes everything but the volumes. */
    void down() {
        compose(List.of("down"));
    }

    /** Stops and removes everything. */
    void downWithVolumes() {
        compose(List.of("down", "-v"));
    }

    /** Waits until every container is healthy. */
    void awaitHealthy() {
        await().atMost(HEALTHY_LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> assertThat(statuses()).isNotEmpty().allMatch(status -> status.contains("(healthy)")));
    }

    /** The only container of a service. */
    Container container(String service) {
        String id = docker("ps", "-aq", "--filter", "label=" + label, "--filter", serviceLabel(service));
        return new Container(id.strip());
    }

    /** What there still is: containers, networks and volumes. */
    List<String> remains() {
        String filter = "label=" + label;
        return lines(docker("ps", "-aq", "--filter", filter)
                + docker("network", "ls", "-q", "--filter", filter)
                + docker("volume", "ls", "-q", "--filter", filter));
    }

    /** Of each container its name and, in Docker's words, how it is. */
    List<String> statuses() {
        return lines(docker("ps", "-a", "--filter", "label=" + label, "--format", "{{.Names}} {{.Status}}"));
    }

    private void compose(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("env", "NEONWATCH_VERSION=" + Images.VERSION));
        ports.forEach((port, number) -> command.add("NEONWATCH_" + port + "_PORT=" + number));
        command.addAll(program.command());
        command.addAll(List.of("-p", name, "-f", FILE.toString()));
        command.addAll(arguments);
        run(command);
    }

    static String docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(Arrays.asList(arguments));
        return run(command);
    }

    private static String run(List<String> command) {
        CommandResult result = CommandResult.of(command, COMMAND_LIMIT);
        if (!result.succeeded()) throw new IllegalStateException(command + " failed:\n" + result.output());
        return result.output();
    }

    private static String serviceLabel(String service) {
        return "label=com.docker.compose.service=" + service;
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }
}
