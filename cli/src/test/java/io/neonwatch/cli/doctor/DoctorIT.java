package io.neonwatch.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.neonwatch.registry.CompatibilityLevel;
import io.neonwatch.registry.HttpSchemaRegistry;
import io.neonwatch.registry.RegistryConfig;
import io.neonwatch.runtime.config.ConfigException;
import io.neonwatch.sandbox.Sandbox;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DoctorIT {

    private static final Sandbox SANDBOX = Sandbox.start();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "correct-horse-battery";

    private record Outcome(int status, String out, String err) {}

    @TempDir
    Path directory;

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @Test
    void shouldFindAHealthyStackHealthy() throws IOException {
        // When
        Outcome text = doctor(healthy());
        Outcome json = doctor(healthy(), "--json");

        // Then
        assertThat(text.status()).as(text.out()).isZero();
        assertThat(text.out())
                .contains("All is fine.")
                .contains("target shop")
                .contains("receiver email")
                .contains("4 consumer groups, 2 transactional ids and 3 topics of the processor's own may be used");
        assertThat(json.status()).isZero();
        JsonNode report = JSON.readTree(json.out());
        assertThat(report.get("healthy").asBoolean()).isTrue();
        assertThat(StreamSupport.stream(report.get("findings").spliterator(), false)
                        .map(finding -> finding.get("part").asText()))
                .contains("target", "neon", "kafka", "registry", "receiver");
        assertThat(text.out() + json.out()).doesNotContain(secrets());
    }

    @Test
    void shouldFindEverythingThatIsAwayAndGiveAwayNoSecret() throws IOException {
        // Given
        String away = healthy()
                .replace(SANDBOX.kafka().bootstrapServers(), "127.0.0.1:1")
                .replace(SANDBOX.registry().url().toString(), "http://127.0.0.1:1/apis")
                .replace(SANDBOX.slack().webhookUrl().toString(), "http://127.0.0.1:1/services/" + PASSWORD)
                .replace("port: " + SANDBOX.smtp().port(), "port: 1")
                .replace(SANDBOX.neon().apiKey(), PASSWORD + "-key");

        // When
        Outcome text = doctor(away);
        Outcome json = doctor(away, "--json");

        // Then
        assertThat(text.status()).isEqualTo(1);
        assertThat(bad(json))
                .contains("kafka reachable", "registry reachable", "receiver slack", "receiver email", "neon key");
        assertThat(text.out() + json.out()).doesNotContain(secrets());
    }

    @Test
    void shouldFindATopicThatIsNotAsItShouldBe() throws Exception {
        // Given
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", SANDBOX.kafka().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("neonwatch.metrics", 1, (short) 1)
                            .configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();

            // When
            Outcome json = doctor(healthy(), "--json");

            // Then
            assertThat(json.status()).isEqualTo(1);
            assertThat(bad(json)).containsOnly("kafka topic neonwatch.metrics");
            admin.deleteTopics(List.of("neonwatch.metrics")).all().get();
        }
    }

    @Test
    void shouldFindASchemaThatDoesNotFit() throws IOException {
        // Given
        String subject = "neonwatch.query-texts-value";
        try (HttpSchemaRegistry registry =
                new HttpSchemaRegistry(new RegistryConfig(SANDBOX.registry().url()))) {
            registry.register(subject, new Schema.Parser().parse("\"long\""));
            registry.setCompatibilityLevel(subject, CompatibilityLevel.FULL);

            // When
            Outcome json = doctor(healthy(), "--json");

            // Then
            assertThat(json.status()).isEqualTo(1);
            assertThat(bad(json)).contains("registry schema " + subject);
            registry.setCompatibilityLevel(subject, CompatibilityLevel.NONE);
        }
    }

    @Test
    void shouldSayWhatIsWrongWithTheFile() throws IOException {
        // When
        Outcome outcome = doctor(healthy().replace("collector:", "colector:"));

        // Then
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("colector");
    }

    private Outcome doctor(String yaml, String... options) throws IOException {
        Path file = Files.writeString(directory.resolve("neonwatch.yaml"), yaml);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new DoctorCommand())
                .setExecutionExceptionHandler((failure, _, _) -> {
                    if (!(failure instanceof ConfigException)) throw failure;
                    err.append(failure.getMessage());
                    return CommandLine.ExitCode.USAGE;
                })
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        String[] arguments = new String[options.length + 2];
        arguments[0] = "--config";
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        int status = command.execute(arguments);
        return new Outcome(status, out.toString(), err.toString());
    }

    /** Part and check of what is not fine. */
    private static List<String> bad(Outcome outcome) throws IOException {
        return StreamSupport.stream(JSON.readTree(outcome.out()).get("findings").spliterator(), false)
                .filter(finding -> List.of("warning", "failure")
                        .contains(finding.get("verdict").asText()))
                .map(finding -> finding.get("part").asText() + " "
                        + finding.get("check").asText())
                .toList();
    }

    private static String[] secrets() {
        return new String[] {
            PASSWORD, SANDBOX.neon().apiKey(), SANDBOX.slack().webhookUrl().getRawPath()
        };
    }

    private static String healthy() {
        return """
                kafka:
                  bootstrap_servers: ["%s"]
                schema_registry:
                  urls: ["%s"]
                collector:
                  targets:
                    - name: shop
                      url: %s
                      user: %s
                      password: %s
                      neon: {project: %s, branch: %s, endpoint: %s}
                processor: {}
                notifier:
                  receivers:
                    - name: slack
                      slack: {webhook_url: "%s"}
                    - name: email
                      email: {host: 127.0.0.1, port: %d, from: neonwatch@example.com, to: [dba@example.com], tls: none}
                  routes:
                    - {severity: [critical], receivers: [slack, email]}
                  neon: {url: "%s", api_key: "%s"}
                """.formatted(
                        SANDBOX.kafka().bootstrapServers(),
                        SANDBOX.registry().url(),
                        SANDBOX.watchedUrl(),
                        Sandbox.WATCHER,
                        PASSWORD,
                        SANDBOX.seed().project(),
                        SANDBOX.seed().branch(),
                        SANDBOX.seed().endpoint(),
                        SANDBOX.slack().webhookUrl(),
                        SANDBOX.smtp().port(),
                        SANDBOX.neon().url(),
                        SANDBOX.neon().apiKey());
    }
}
