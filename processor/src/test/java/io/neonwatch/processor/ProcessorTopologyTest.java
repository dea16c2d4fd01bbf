package io.neonwatch.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.neonwatch.registry.InMemorySchemaRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProcessorTopologyTest {

    /** A change here is a change of stores and changelogs that run already: think before updating the file. */
    @Test
    void shouldBeAsDescribed() throws IOException {
        // Given
        String expected = Files.readString(Path.of("src/test/resources/topology.txt"));

        // When
        String description = ProcessorTopology.build(
                        Pipeline.settings(), Pipeline.SHIPPED, new InMemorySchemaRegistry(), new SimpleMeterRegistry())
                .describe()
                .toString();

        // Then
        assertThat(description).isEqualToIgnoringWhitespace(expected);
    }
}
