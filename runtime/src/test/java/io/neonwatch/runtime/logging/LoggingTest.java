package io.neonwatch.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.neonwatch.runtime.config.ConfigException;
import io.neonwatch.runtime.config.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Logger OURS = LoggerFactory.getLogger("io.neonwatch.test.Ours");

    @TempDir
    private Path directory;

    @AfterEach
    void restore() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        QuietStart quiet = new QuietStart();
        quiet.setContext(context);
        quiet.configure(context);
        Thread.setDefaultUncaughtExceptionHandler(null);
    }

    @Test
    void shouldLeaveStandardErrorOpenWhenItIsSetUpAgain() {
        // Given
        PrintStream original = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            Logging.toStandardError(LogFormat.JSON);

            // When
            Logging.toStandardError(LogFormat.JSON);
            OURS.atWarn().log("Still here");
            System.err.println("and I");

            // Then
            assertThat(written.toString(StandardCharsets.UTF_8)).contains("Still here", "and I");
        } finally {
            System.setErr(original);
        }
    }

    @Test
    void shouldWriteOneJsonObjectPerLineWhateverIsLogged() throws IOException {
        // Given
        Path file = directory.resolve("new/log.json");
        Logging.toFile(LogFormat.JSON, file);
        Instant before = Instant.now();

        // When
        OURS.atWarn()
                .addKeyValue("text", "line 1\nline 2 \"quoted\" \u0000 \u2028 {}")
                .addKeyValue("count", 3)
                .addKeyValue("ratio", 0.5)
                .addKeyValue("infinite", Double.POSITIVE_INFINITY)
                .addKeyValue("flag", true)
                .addKeyValue("nothing", (Object) null)
                .addKeyValue("secret", new Secret("s3cr3t"))
                .setCause(new IllegalStateException("outer\nfailure", new IOException("inner")))
                .log("First\nmessage");
        OURS.atInfo().log("Second");

        // Then
        List<JsonNode> lines = lines(file);
        assertThat(lines).hasSize(2);
        JsonNode first = lines.get(0);
        assertThat(Instant.parse(first.get("timestamp").asText())).isBetween(before, Instant.now());
        assertThat(first.get("level").asText()).isEqualTo("WARN");
        assertThat(first.get("logger").asText()).isEqualTo("io.neonwatch.test.Ours");
        assertThat(first.get("message").asText()).isEqualTo("First\nmessage");
        assertThat(first.get("attributes").toString()).isEqualTo("""
                        {"text":"line 1\\nline 2 \\"quoted\\" \\u0000 \u2028 {}","count":3,"ratio":0.5,\
                        "infinite":"Infinity","flag":true,"nothing":null,"secret":"***"}""");
        assertThat(first.get("exception").asText())
                .startsWith("java.lang.IllegalStateException: outer\nfailure\n\tat ")
                .contains("Caused by: java.io.IOException: inner");
        assertThat(lines.get(1).has("attributes") || lines.get(1).has("exception"))
                .isFalse();
    }

    @Test
    void shouldSilenceWhatLibrariesRepeat() throws IOException {
        // Given
        Path file = directory.resolve("log.json");
        Logging.toFile(LogFormat.JSON, file);
        Logger networkClient = LoggerFactory.getLogger("org.apache.kafka.clients.NetworkClient");
        Logger consumerConfig = LoggerFactory.getLogger("org.apache.kafka.clients.consumer.ConsumerConfig");
        Logger sender = LoggerFactory.getLogger("org.apache.kafka.clients.producer.internals.Sender");

        // When
        consumerConfig.info("ConsumerConfig values: ...");
        for (int attempt = 0; attempt < 5; attempt++) {
            networkClient.warn("Connection to node {} could not be established", attempt);
            sender.warn("Got error produce response {}, retrying", attempt);
            sender.error("Aborting", new IOException());
            sender.error("Aborting", new IllegalStateException());
            OURS.atWarn().log("Ours");
        }

        // Then
        assertThat(lines(file))
                .extracting(line ->
                        line.get("level").asText() + " " + line.get("message").asText())
                .containsExactly(
                        "WARN Got error produce response 0, retrying",
                        "ERROR Aborting",
                        "ERROR Aborting",
                        "WARN Ours",
                        "WARN Ours",
                        "WARN Ours",
                        "WARN Ours",
                        "WARN Ours");
    }

    @Test
    void shouldTakeWhatGoesThroughJavaLogging() throws IOException {
        // Given
        Path file = directory.resolve("log.json");
        Logging.toFile(LogFormat.JSON, file);

        // When
        java.util.logging.Logger.getLogger("org.postgresql.Driver")
                .log(java.util.logging.Level.WARNING, "From {0}", "JUL");
        System.getLogger("jdk.example").log(System.Logger.Level.ERROR, "From the JDK");

        // Then
        assertThat(lines(file))
                .extracting(line ->
                        line.get("logger").asText() + ": " + line.get("message").asText())
                .containsExactly("org.postgresql.Driver: From JUL", "jdk.example: From the JDK");
    }

    @Test
    void shouldLogWhatEndsAThread() throws Exception {
        // Given
        Path file = directory.resolve("log.json");
        Logging.toFile(LogFormat.JSON, file);

        // When
        Thread thread = Thread.ofPlatform().name("broken").start(() -> {
            throw new IllegalStateException("broken");
        });
        thread.join();

        // Then
        JsonNode line = lines(file).getFirst();
        assertThat(line.get("message").asText()).isEqualTo("A thread ended by an exception");
        assertThat(line.get("attributes").toString()).isEqualTo("{\"failedThread\":\"broken\"}");
    }

    @Test
    void shouldWriteTextForPeople() throws IOException {
        // Given
        Path file = directory.resolve("log.txt");
        Logging.toFile(LogFormat.TEXT, file);

        // When
        OURS.atInfo().addKeyValue("count", 3).log("Hello");

        // Then
        assertThat(Files.readString(file)).matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  Ours - Hello count=\"3\"\n");
    }

    @Test
    void shouldRefuseAFileThatCannotBeWritten() throws IOException {
        // Given
        Path notADirectory = Files.createFile(directory.resolve("file"));

        // When // Then
        assertThatThrownBy(() -> Logging.toFile(LogFormat.JSON, directory))
                .isInstanceOf(ConfigException.class)
                .hasMessage(directory + ": the log file is a directory; name a file");
        assertThatThrownBy(() -> Logging.toFile(LogFormat.JSON, notADirectory.resolve("log")))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith("the log file cannot be written; check the path and its permissions");
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        for (String line : Files.readAllLines(file)) objects.add(JSON.readTree(line));
        return objects;
    }
}
