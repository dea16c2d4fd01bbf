package io.neonwatch.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.runtime.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadedConfigTest {

    private static final String YAML = """
            kafka: {bootstrap_servers: ["%s"]}
            schema_registry: {urls: ["http://registry:8080/apis/ccompat/v7"]}
            collector:
              targets:
                - {name: %s, url: "jdbc:postgresql://host/app", user: neonwatch, password: "${file:password}"}
            notifier: {of: another service}
            """;

    @TempDir
    private Path directory;

    private Path file;
    private ReloadedConfig config;

    @BeforeEach
    void load() throws IOException {
        file = directory.resolve("neonwatch.yaml");
        Files.writeString(directory.resolve("password"), "geheim");
        Files.writeString(file, YAML.formatted("broker:9092", "a"));
        config = new ReloadedConfig(file, ConfigOption.load(file, ConfigFile.OfCollector.class));
    }

    @Test
    void shouldReadTheFileAnewEachTime() throws IOException {
        // When
        Files.writeString(file, YAML.formatted("other:9092", "b"));

        // Then
        assertThat(config.get().targets()).extracting(TargetConfig::name).containsExactly("b");
    }

    @Test
    void shouldReadSecretsAnewEachTime() throws IOException {
        // Given
        var before = config.get();

        // When
        Files.writeString(directory.resolve("password"), "noch geheimer");

        // Then
        assertThat(config.get()).isNotEqualTo(before);
    }

    @Test
    void shouldNameFileLineAndKeyOfWhatIsWrong() throws IOException {
        // When
        Files.writeString(file, YAML.formatted("broker:9092", "a").replace("user:", "usr:"));

        // Then
        assertThatThrownBy(config::get)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file + ":5:")
                .hasMessageContaining("collector.targets[0].usr");
    }

    @Test
    void shouldSayWhenTheFileIsGone() throws IOException {
        // When
        Files.delete(file);

        // Then
        assertThatThrownBy(config::get).isInstanceOf(ConfigException.class).hasMessageContaining(file.toString());
    }
}
