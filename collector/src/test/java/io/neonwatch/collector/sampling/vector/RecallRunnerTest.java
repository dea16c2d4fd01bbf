package io.neonwatch.collector.sampling.vector;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.sampling.Admission;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.TargetConnector;
import io.neonwatch.schemas.TargetState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecallRunnerTest {

    @Test
    void shouldNotConnectWhereTheGateIsClosedAndSayWhy() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            // Given
            TargetConfig copy = new TargetConfig(
                    "shop", "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/shop", "neonwatch", null, null);
            RecallRunner runner = new RecallRunner(
                    new RecallConfig(true, null, null, null, null, null),
                    new TargetConnector(copy),
                    () -> new Admission.Closed(TargetState.SUSPENDED, "it is suspended", ofSeconds(1)),
                    new RecallSchedule(ofHours(6), System.nanoTime(), () -> 0));

            // When
            runner.startIfDue(System.nanoTime());
            RecallReport report = await().atMost(ofSeconds(20))
                    .until(() -> Optional.ofNullable(runner.take()), Optional::isPresent)
                    .orElseThrow();

            // Then
            assertThat(report.shortcoming()).isEqualTo("recall could not be measured: it is suspended");
            server.setSoTimeout((int) Duration.ofMillis(200).toMillis());
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }
}
