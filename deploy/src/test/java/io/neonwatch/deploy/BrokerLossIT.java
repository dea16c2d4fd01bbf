package io.neonwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.deploy.docker.NeedsDocker;
import io.neonwatch.deploy.part.KafkaNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The main job on three brokers, one of which is killed in mid-incident. Nobody restarts a service. */
@NeedsDocker
@Timeout(300)
final class BrokerLossIT {

    private static Installation installation;
    private @Nullable KafkaNode killed;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start(3);
    }

    @AfterAll
    static void stop() throws Exception {
        if (installation != null) installation.close();
    }

    @BeforeEach
    void awaitWholeCluster() {
        await().atMost(Installation.LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> assertThat(installation.kafka().underReplicated()).isEmpty());
    }

    @AfterEach
    void makeClusterWholeAgain() {
        if (killed != null) killed.startAgain();
        awaitWholeCluster();
        installation.awaitReady();
    }

    @Test
    void shouldPageOnceThoughABrokerIsKilledInMidIncident() throws Exception {
        shouldPageOnceThoughOneIsKilled(installation.kafka().busiestPlainBroker());
    }

    @Test
    void shouldPageOnceThoughTheActiveControllerIsKilledInMidIncident() throws Exception {
        shouldPageOnceThoughOneIsKilled(installation.kafka().activeController());
    }

    private void shouldPageOnceThoughOneIsKilled(KafkaNode node) throws Exception {
        try (Pages pages = installation.pages()) {
            // When
            Incidents.play(installation.workload(), pages, () -> {
                killed = node;
                node.kill();
            });

            // Then
            Incidents.shouldHaveBeenPagedOnce(pages);
            assertThat(installation.kafka().underReplicated())
                    .as("the broker is still away")
                    .isNotEmpty();
        }
    }
}
