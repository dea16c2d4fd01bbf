package io.neonwatch.sandbox.neon;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ComputeIT {

    private static final Seed SEED = Seed.of("127.0.0.1", 5432, "shop");

    @Test
    void shouldSleepWhenUnusedAndWakeOnAConnection() throws SQLException {
        try (TemporaryDirectory directory = TemporaryDirectory.create("compute-test");
                EmbeddedPostgres postgres = EmbeddedPostgres.start(directory.path());
                NeonControlPlane controlPlane = NeonControlPlane.start(SEED)) {
            // Given
            postgres.createDatabase("shop", "shop");
            try (Compute compute = Compute.start(controlPlane, SEED, postgres, ofSeconds(2))) {
                String url = "jdbc:postgresql://127.0.0.1:" + compute.port() + "/shop?user=shop";

                // When a session is there that does nothing
                try (Connection idle = DriverManager.getConnection(url)) {
                    await().atMost(ofSeconds(30)).until(compute::suspended);

                    // Then it does not keep the compute awake
                    assertThat(idle.isValid(1)).isFalse();
                }
                assertThat(compute.wakes()).isZero();
                assertThat(state(controlPlane)).isEqualTo("idle");

                // When
                Instant before = Instant.now();
                try (Connection user = DriverManager.getConnection(url);
                        Statement statement = user.createStatement()) {
                    statement.execute("SELECT 1");
                }

                // Then
                assertThat(compute.wakes()).isEqualTo(1);
                assertThat(state(controlPlane)).isEqualTo("active");
                await().atMost(ofSeconds(10))
                        .untilAsserted(() -> assertThat(controlPlane
                                        .endpoints(SEED.project())
                                        .getFirst()
                                        .lastActive())
                                .isAfter(before));
                await().atMost(ofSeconds(30)).until(compute::suspended);
            }
        }
    }

    private static String state(NeonControlPlane controlPlane) {
        return controlPlane.endpoints(SEED.project()).getFirst().state();
    }
}
