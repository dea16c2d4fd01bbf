package io.neonwatch.deploy.docker;

import java.time.Duration;
import java.util.List;

/** Whether there is a Docker to work with. */
sealed interface DockerAnswer {

    /**
     * It answers.
     *
     * @param newest version of the API that the server speaks
     * @param oldest version that it still accepts
     */
    record Yes(ApiVersion newest, ApiVersion oldest) implements DockerAnswer {

        // What Testcontainers 2.0 was made for.
        private static final ApiVersion PREFERRED = new ApiVersion(1, 44);

        ApiVersion agreed() {
            if (newest.compareTo(PREFERRED) < 0) return newest;
            return oldest.compareTo(PREFERRED) > 0 ? oldest : PREFERRED;
        }

        /** Before its first use: it would try two versions, of which Docker 20.10 takes neither of its choice. */
        void tellTestcontainers() {
            System.setProperty("api.version", agreed().toString());
        }
    }

    /**
     * It does not.
     *
     * @param reason in Docker's words, on one line
     */
    record No(String reason) implements DockerAnswer {}

    Duration LIMIT = Duration.ofSeconds(20);

    /** Asks the server that the command {@code docker} would work with. */
    static DockerAnswer ask() {
        CommandResult result = CommandResult.of(
                List.of("docker", "version", "--format", "{{.Server.APIVersion}} {{.Server.MinAPIVersion}}"), LIMIT);
        if (!result.succeeded()) return new No(result.lastLine());
        String[] versions = result.lastLine().split(" ", 2);
        return new Yes(ApiVersion.parse(versions[0]), ApiVersion.parse(versions[1]));
    }
}
