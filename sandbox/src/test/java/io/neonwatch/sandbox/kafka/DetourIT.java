package io.neonwatch.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetourIT {

    @Test
    void shouldHoldUpOnlyThoseWhoTakeItAndOnlyWhileItIsCut(@TempDir Path directory) throws Exception {
        try (Detour detour = new Detour();
                EmbeddedKafka kafka = EmbeddedKafka.start(directory, detour);
                Admin direct = client(kafka.bootstrapServers());
                Admin around = client(detour.bootstrapServers())) {
            // Given
            assertThat(nodes(around)).isEqualTo(1);

            // When
            detour.cut();

            // Then
            assertThat(nodes(direct)).isEqualTo(1);
            assertThatThrownBy(() -> nodes(around))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);

            // When
            detour.mend();

            // Then
            assertThat(nodes(around)).isEqualTo(1);
        }
    }

    private static Admin client(String servers) {
        return Admin.create(Map.of(
                "bootstrap.servers", servers,
                "request.timeout.ms", "3000",
                "default.api.timeout.ms", "10000"));
    }

    private static int nodes(Admin client) throws Exception {
        return client.describeCluster().nodes().get(30, TimeUnit.SECONDS).size();
    }
}
