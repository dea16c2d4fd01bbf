package io.neonwatch.sandbox.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {

    @TempDir
    private Path directory;

    @Test
    void shouldBeFoundBesideTheCode() throws IOException {
        // Given
        Path expected = distributionIn("sandbox/target");

        // When
        Path found = Distribution.find(null, directory.resolve("sandbox/target/classes"));

        // Then
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void shouldBeFoundAtTheTopOfAnInstallationFirst() throws IOException {
        // Given
        Path expected = distributionIn("installed");
        distributionIn("sandbox/target");

        // When
        Path found = Distribution.find(directory.resolve("installed"), directory.resolve("sandbox/target/classes"));

        // Then
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void shouldSayWhereItWasLookedFor() {
        // When
        assertThatThrownBy(() -> Distribution.find(directory, null))
                // Then
                .hasMessageContaining(directory.resolve("apicurio-registry").toString())
                .hasMessageContaining("neonwatch.home");
    }

    private Path distributionIn(String place) throws IOException {
        Path distribution = Files.createDirectories(directory.resolve(place).resolve("apicurio-registry"));
        Files.createFile(distribution.resolve("quarkus-run.jar"));
        return distribution;
    }
}
