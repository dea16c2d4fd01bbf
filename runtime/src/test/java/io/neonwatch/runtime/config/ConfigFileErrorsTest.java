package io.neonwatch.runtime.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileErrorsTest {

    @TempDir
    private Path directory;

    @Test
    void shouldNameTheFileAndLine() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("neonwatch.yaml"), "name: x\nprt: 1\n");

        // When // Then
        assertThatThrownBy(() -> load(file)).hasMessageStartingWith(file + ":2:1: prt: unknown key;");
    }

    @Test
    void shouldRefuseAFileThatIsNotThere() {
        // Given
        Path file = directory.resolve("missing.yaml");

        // When // Then
        assertThatThrownBy(() -> load(file))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ": the configuration file does not exist; create it, or correct the path");
    }

    @Test
    void shouldRefuseADirectory() {
        assertThatThrownBy(() -> load(directory))
                .isInstanceOf(ConfigException.class)
                .hasMessage(directory + ": the configuration file is a directory; name a file in it");
    }

    @Test
    void shouldRefuseWhatIsNotText() throws IOException {
        // Given
        Path file = Files.write(directory.resolve("neonwatch.yaml"), new byte[] {'a', (byte) 0xC3, ' '});

        // When // Then
        assertThatThrownBy(() -> load(file))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ": the configuration file is not UTF-8 text; save it as UTF-8");
    }

    private static SampleConfig load(Path file) {
        return new ConfigLoader(Map.of()).load(file, SampleConfig.class);
    }
}
