package io.neonwatch.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.neonwatch.registry.InMemorySchemaRegistry;
import io.neonwatch.topic.KafkaConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutletTest {

    @TempDir
    Path temporary;

    /** Nobody would make one later, and what calls it is the only thread that hands over records. */
    @Test
    void shouldKeepTheProducerWhenNoOtherCanBeMade() throws IOException, GeneralSecurityException {
        // Given
        Path trust = temporary.resolve("trust.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (OutputStream file = Files.newOutputStream(trust)) {
            store.store(file, "secret".toCharArray());
        }
        Map<String, String> properties = Map.of(
                "security.protocol", "SSL",
                "ssl.truststore.type", "PKCS12",
                "ssl.truststore.location", trust.toString(),
                "ssl.truststore.password", "secret");
        Outlet outlet = new Outlet(
                new KafkaConfig(List.of("127.0.0.1:1"), properties, null),
                new SchemaIds(new InMemorySchemaRegistry(), () -> {}),
                new PublishJournal(new SimpleMeterRegistry()),
                () -> {});
        outlet.open();

        // When
        Files.delete(trust);

        // Then
        assertThatCode(outlet::replace).doesNotThrowAnyException();
        assertThat(outlet.isOpen()).isTrue();
        outlet.close();
    }
}
