package io.neonwatch.deploy.compose;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** A running container. */
record Container(String id) {

    private static final Duration RESTART_LIMIT = Duration.ofMinutes(1);
    private static final String BASE_IMAGE = "debian:trixie-slim";

    /**
     * Kills its main process, and with it all others, as a crash would; waits until Docker has started it again, which
     * it does not do after {@code docker kill}. The kill comes from outside, because inside nobody can kill process 1.
     */
    void crash() {
        String started = startedAt();
        String pid = inspect("{{.State.Pid}}");
        ComposeProject.docker("run", "--rm", "--pid", "host", BASE_IMAGE, "bash", "-c", "kill -KILL " + pid);
        await().atMost(RESTART_LIMIT).until(() -> !startedAt().equals(started) && isRunning());
    }

    private String startedAt() {
        return inspect("{{.State.StartedAt}}");
    }

    private boolean isRunning() {
        return inspect("{{.State.Status}}").equals("running");
    }

    private String inspect(String format) {
        return ComposeProject.docker("inspect", "--format", format, id).strip();
    }
}
