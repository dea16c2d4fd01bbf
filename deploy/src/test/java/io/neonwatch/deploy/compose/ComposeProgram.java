package io.neonwatch.deploy.compose;

import io.neonwatch.deploy.docker.CommandResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Compose 2, which is a part of the command {@code docker}, or the older {@code docker-compose}. */
record ComposeProgram(List<String> command) {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** What is installed; Compose 2 when both are. */
    static Optional<ComposeProgram> find() {
        return Stream.of(List.of("docker", "compose"), List.of("docker-compose"))
                .map(ComposeProgram::new)
                .filter(ComposeProgram::isInstalled)
                .findFirst();
    }

    private boolean isInstalled() {
        return CommandResult.of(
                        Stream.concat(command.stream(), Stream.of("version")).toList(), LIMIT)
                .succeeded();
    }
}
