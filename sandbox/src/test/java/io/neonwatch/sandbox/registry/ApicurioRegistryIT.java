package io.neonwatch.sandbox.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApicurioRegistryIT {

    private static ApicurioRegistry registry;

    @BeforeAll
    static void start(@TempDir Path directory) {
        registry = ApicurioRegistry.start(directory);
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @Test
    void shouldKeepIdsAcrossRestart() throws Exception {
        // Given
        URI url = registry.url();
        String before = register("orders-value", "\\\"long\\\"").body();

        // When
        registry.stop();
        registry.restart();

        // Then
        assertThat(registry.url()).isEqualTo(url);
        assertThat(register("orders-value", "\\\"long\\\"").body()).isEqualTo(before);
    }

    @Test
    void shouldRefuseWhatIsCompatibleInOneDirectionOnly() throws Exception {
        // Given
        register("prices-value", "\\\"int\\\"");

        // When
        HttpResponse<String> answer = register("prices-value", "\\\"long\\\"");

        // Then
        assertThat(answer.statusCode()).isEqualTo(409);
    }

    private static HttpResponse<String> register(String subject, String schema) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(registry.url() + "/subjects/" + subject + "/versions"))
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .timeout(Duration.ofSeconds(60))
                    .POST(BodyPublishers.ofString("{\"schema\": \"" + schema + "\"}"))
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
