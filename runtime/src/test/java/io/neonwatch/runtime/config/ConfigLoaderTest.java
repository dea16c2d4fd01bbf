package io.neonwatch.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.runtime.config.SampleConfig.Mode;
import io.neonwatch.runtime.config.SampleConfig.Retry;
import io.neonwatch.runtime.config.SampleConfig.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {

    private final ConfigLoader loader = new ConfigLoader(
            Map.of("PORT", "5432", "PASSWORD", "p: [w]#d", "EMPTY", "", "HOLD", "90s", "NESTED", "${PORT}"));

    @Test
    void shouldBindOneOfEverything(@TempDir Path directory) throws IOException {
        // Given
        Path file = directory.resolve("neonwatch.yaml");
        Files.writeString(file, """
                \uFEFF# every kind of value
                name: orders
                mode: dry_run
                threshold: 500ms
                port: 5432
                ratio: 0.75
                bytes: 9000000000
                replicas: 3
                enabled: true
                webhook_url: https://hooks.example.com/x
                rules_file: rules/ours.yaml
                api_key: k3y
                password: 0123
                targets:
                  - {name: a, url: "jdbc:postgresql://db:5432/a", weight: 1}
                  - name: no
                    url: jdbc:postgresql://db/b
                    weight: -0
                    user: u
                    password: p
                tags: [x, "y"]
                properties:
                  security.protocol: SASL_SSL
                  retries: 5
                  enable.idempotence: true
                intervals: {fast: 1s, slow: 7d}
                retry: {initial: 1s, max_wait: 2h, for: 1m}
                other: {what: [ever, "${NOT_SET}"]}
                """);

        // When
        SampleConfig config = loader.load(file, SampleConfig.class);

        // Then
        assertThat(config)
                .isEqualTo(new SampleConfig(
                        "orders",
                        Mode.DRY_RUN,
                        Duration.ofMillis(500),
                        5432,
                        0.75,
                        9_000_000_000L,
                        (short) 3,
                        true,
                        URI.create("https://hooks.example.com/x"),
                        directory.resolve("rules/ours.yaml"),
                        new Secret("k3y"),
                        "0123",
                        List.of(
                                new Target("a", URI.create("jdbc:postgresql://db:5432/a"), null, null, 1),
                                new Target("no", URI.create("jdbc:postgresql://db/b"), "u", "p", 0)),
                        Set.of("x", "y"),
                        Map.of("security.protocol", "SASL_SSL", "retries", "5", "enable.idempotence", "true"),
                        Map.of("fast", Duration.ofSeconds(1), "slow", Duration.ofDays(7)),
                        new Retry(Duration.ofSeconds(1), Duration.ofHours(2), Duration.ofMinutes(1)),
                        new Unread()));
    }

    @Test
    void shouldLeaveOutWhatIsNullable() {
        // Given
        String yaml = """
                name: orders
                mode:
                port: ~
                ratio: null
                password: "${EMPTY}"
                """;

        // When
        SampleConfig config = load(yaml);

        // Then
        assertThat(config.name()).isEqualTo("orders");
        assertThat(config)
                .extracting(SampleConfig::mode, SampleConfig::port, SampleConfig::ratio, SampleConfig::password)
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            ${PORT}                 | 5432
            "${PORT}"               | 5432
            '${PORT}'               | 5432
            host-${PORT}-${PORT}/x  | host-5432-5432/x
            ${PASSWORD}             | p: [w]#d
            ${NOT_SET:-fall back}   | fall back
            ${EMPTY:-fall back}     | fall back
            ${NOT_SET:-a:-b}        | a:-b
            x${NOT_SET:-}y          | xy
            x${EMPTY}               | x
            $${PORT}                | ${PORT}
            a $${PORT} ${PORT}      | a ${PORT} 5432
            ${NESTED}               | ${PORT}
            $PORT costs 5$          | $PORT costs 5$
            """)
    void shouldReplaceInsideText(String written, String expected) {
        // When
        SampleConfig config = load("name: " + written);

        // Then
        assertThat(config.name()).isEqualTo(expected);
    }

    @Test
    void shouldBindReplacedTextToOtherTypes() {
        // Given
        String yaml = """
                name: x
                port: "${PORT}"
                threshold: ${HOLD}
                enabled: ${NOT_SET:-true}
                mode: ${NOT_SET:-off}
                ratio: 0.${PORT}
                """;

        // When
        SampleConfig config = load(yaml);

        // Then
        assertThat(config.port()).isEqualTo(5432);
        assertThat(config.threshold()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.enabled()).isTrue();
        assertThat(config.mode()).isEqualTo(Mode.OFF);
        assertThat(config.ratio()).isEqualTo(0.5432);
    }

    @Test
    void shouldReadSecretsFromFiles(@TempDir Path directory) throws IOException {
        // Given
        Path secret = Files.writeString(directory.resolve("key"), "line: 1\nline 2\r\n\n");
        Path file = Files.writeString(
                directory.resolve("neonwatch.yaml"), "name: \"<${file:key}>\"\napi_key: ${file:" + secret + "}\n");

        // When
        SampleConfig config = loader.load(file, SampleConfig.class);

        // Then
        assertThat(config.name()).isEqualTo("<line: 1\nline 2>");
        assertThat(Objects.requireNonNull(config.apiKey()).reveal()).isEqualTo("line: 1\nline 2");
        assertThat(config.toString()).contains("apiKey=***");
    }

    @ParameterizedTest
    @CsvSource({"0s, 0", "250ms, 250", "1s, 1000", "5m, 300000", "2h, 7200000", "7d, 604800000"})
    void shouldReadDurations(String text, long milliseconds) {
        // When
        Duration duration = load("{name: x, threshold: " + text + "}").threshold();

        // Then
        assertThat(duration).isEqualTo(Duration.ofMillis(milliseconds));
    }

    private SampleConfig load(String yaml) {
        return loader.load(yaml, "test.yaml", SampleConfig.class);
    }
}
