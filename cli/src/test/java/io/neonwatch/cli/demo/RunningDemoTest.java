package io.neonwatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunningDemoTest {

    @TempDir
    private Path folder;

    private RunningDemo demos;

    @BeforeEach
    void asTheOwnerOfTheFolder() throws IOException {
        demos = new RunningDemo(folder, Files.getOwner(folder).getName());
    }

    @Test
    void shouldFindNoneWhereNoneRuns() {
        assertThat(demos.config()).isEmpty();
    }

    @Test
    void shouldFindTheOtherDemoAgainWhenOneEnds() throws IOException {
        // Given
        Path first = Files.createFile(folder.resolve("first.yaml"));
        Path second = Files.createFile(folder.resolve("second.yaml"));
        demos.announce(first);
        demos.announce(second);

        // When
        demos.withdraw(second);

        // Then
        assertThat(demos.config()).contains(first);
    }

    @Test
    void shouldForgetADemoThatWasKilled() throws IOException {
        // Given
        Path killed = Files.createFile(folder.resolve("killed.yaml"));
        demos.announce(killed);
        Files.delete(killed);
        Path next = Files.createFile(folder.resolve("next.yaml"));

        // When
        demos.announce(next);

        // Then
        assertThat(demos.config()).contains(next);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void shouldNotBelieveAnotherUser() throws IOException {
        // Given
        Path config = Files.createFile(folder.resolve("neonwatch.yaml"));
        RunningDemo others = new RunningDemo(folder, "somebody-else");

        // When
        others.announce(config);

        // Then
        assertThat(others.config()).isEmpty();
    }
}
