package io.neonwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class NeonwatchTest {

    private record Outcome(int status, String out, String err) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo",
                "run",
                "collector",
                "processor",
                "notifier",
                "check-config",
                "doctor",
                "topics",
                "topics create",
                "topics tail"
            })
    void shouldExplainEveryCommand(String command) {
        // When
        Outcome outcome = run((command + " --help").strip().split(" "));

        // Then
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("Usage: neonwatch" + (command.isEmpty() ? "" : " " + command));
    }

    @Test
    void shouldTellItsVersion() {
        // When
        Outcome outcome = run("--version");

        // Then
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("neonwatch").contains("Java 25");
    }

    @Test
    void shouldWriteACompletionScript() {
        // When
        Outcome outcome = run("generate-completion");

        // Then
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("complete -F").contains("neonwatch.alerts");
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        assertThat(run("frobnicate").status()).isEqualTo(2);
        assertThat(run("run").status()).isEqualTo(2);
    }

    @Test
    void shouldNameFileLineAndKeyOfAWrongConfiguration(@TempDir Path folder) throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("neonwatch.yaml"), """
                kafka:
                  bootstrap_servers: ["127.0.0.1:1"]
                schema_registry:
                  urls: ["http://127.0.0.1:1"]
                collector:
                  targets:
                    - name: orders
                      url: jdbc:postgresql://127.0.0.1/orders
                      user: neonwatch
                      pasword: hunter2
                """);

        // When
        Outcome outcome = run("check-config", file.toString());

        // Then
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .contains(file + ":10:")
                .contains("collector.targets[0].pasword")
                .doesNotContain("hunter2")
                .doesNotContain("\tat ");
    }

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine program =
                Neonwatch.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = program.execute(arguments);
        return new Outcome(status, out.toString(), err.toString());
    }
}
