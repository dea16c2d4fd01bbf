package io.neonwatch.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    @Test
    void shouldEndTheChildWithTheSignalItWasGiven() {
        // Given
        ChildProcess child = start("trap 'echo ended by TERM; exit' TERM; echo ready; while :; do sleep 0.05; done");
        await().atMost(LONG).until(() -> child.lastOutput().equals("ready"));

        // When
        child.close();

        // Then
        assertThat(child.isRunning()).isFalse();
        assertThat(child.lastOutput()).endsWith("ended by TERM");
    }

    @Test
    void shouldSendAnotherSignalWhenAsked() {
        // Given
        ChildProcess child = start("trap 'echo ended by USR1; exit' USR1; echo ready; while :; do sleep 0.05; done");
        await().atMost(LONG).until(() -> child.lastOutput().equals("ready"));

        // When
        child.signal("USR1");

        // Then
        assertThat(child.lastOutput()).endsWith("ended by USR1");
    }

    @Test
    void shouldKillAChildThatIgnoresTheSignal() {
        // Given
        ChildProcess child = start("trap '' TERM; echo ready; while :; do sleep 0.05; done");
        await().atMost(LONG).until(() -> child.lastOutput().equals("ready"));

        // When
        child.close();

        // Then
        assertThat(child.isRunning()).isFalse();
    }

    @Test
    void shouldNoticeWhenTheChildEndsByItself() {
        // When
        ChildProcess child = start("echo no licence >&2; exit 3");

        // Then
        await().atMost(LONG).until(() -> !child.isRunning());
        assertThat(child.lastOutput()).isEqualTo("no licence");
        child.close();
    }

    @Test
    void shouldEndTheChildAndRemoveTheDirectoryWhenThisProgramIsKilled() throws IOException {
        // Given
        try (ChildJvm program = ChildJvm.start(List.of(), directory, ClassPath.own(), Program.class)) {
            Path owned = Path.of(program.readLine());
            await().atMost(LONG).until(() -> Files.exists(owned.resolve("child.log")));
            assertThat(ProcessTable.naming(owned)).isNotEmpty();

            // When
            program.kill();

            // Then
            await().atMost(LONG).until(() -> Files.notExists(owned));
            await().atMost(LONG).until(() -> ProcessTable.naming(owned).isEmpty());
        }
    }

    private ChildProcess start(String script) {
        return ChildProcess.start(
                "child", List.of("sh", "-c", script), Map.of(), directory, "TERM", Duration.ofSeconds(1));
    }

    /** Starts a child in a temporary directory, and waits to be killed. */
    static final class Program {

        public static void main(String[] arguments) throws InterruptedException {
            Path path = TemporaryDirectory.create("neonwatch-test-").path();
            List<String> command = List.of("sh", "-c", "while :; do sleep 0.05; done", path.toString());
            ChildProcess.start("child", command, Map.of(), path, "TERM", Duration.ofSeconds(1));
            System.out.println(path);
            Thread.currentThread().join();
        }
    }
}
