package io.neonwatch.neon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.neonwatch.neon.NeonException.Kind;
import io.neonwatch.runtime.config.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OperationsTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final ScriptedServer server = new ScriptedServer();
    private final NeonClient client = new NeonClient(
            new NeonConfig(server.url(), new Secret("napi_key")),
            new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ZERO),
            Duration.ofSeconds(20));

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"finished", "skipped"})
    void shouldWaitThroughStatesThatAreNotTheEnd(String end) throws InterruptedException {
        // Given
        for (String status : List.of("scheduling", "cancelling", "a_status_of_tomorrow", "failed", "running", end))
            server.then(200, Answers.operation(status));

        // When
        List<Operation> ended = operations(LONG, LONG).awaitDone(List.of(operation("running")));

        // Then
        assertThat(ended).extracting(Operation::status).containsExactly(end);
    }

    @Test
    void shouldNotAskAboutWhatHasEnded() throws InterruptedException {
        assertThat(operations(LONG, LONG).awaitDone(List.of(operation("finished"))))
                .hasSize(1);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void shouldGoOnWhileTheApiIsAway() throws InterruptedException {
        // Given
        server.then(503, "").then(500, "").then(0, "").then(200, Answers.operation("finished"));

        // When
        List<Operation> ended = operations(LONG, LONG).awaitDone(List.of(operation("running")));

        // Then
        assertThat(ended).allMatch(Operation::done);
    }

    @Test
    void shouldFailAtOnceWhenCancelled() {
        // Given
        server.then(200, Answers.operation("cancelled"));

        // When
        NeonException failure = failure(operations(LONG, LONG));

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.OPERATION_FAILED);
        assertThat(failure).hasMessageContainingAll("create_branch", "cancelled", "no room");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "error"})
    void shouldFailWhenItStaysFailed(String status) {
        // Given
        for (int i = 0; i < 3; i++) server.then(200, Answers.operation(status));

        // When
        NeonException failure = failure(operations(LONG, Duration.ZERO));

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.OPERATION_FAILED);
    }

    @Test
    void shouldGiveUpAfterTheTimeout() {
        // Given
        server.then(200, Answers.operation("running"));

        // When
        NeonException failure = failure(operations(Duration.ZERO, LONG));

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(failure.kind().temporary()).isTrue();
    }

    private Operations operations(Duration timeout, Duration failureGrace) {
        return new Operations(client, new OperationPolling(Duration.ofMillis(1), timeout, failureGrace));
    }

    private static NeonException failure(Operations operations) {
        NeonException failure =
                catchThrowableOfType(NeonException.class, () -> operations.awaitDone(List.of(operation("running"))));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static Operation operation(String status) {
        return new Operation(
                "a07f8772-1877-4da9-a939-3a3ae62d1d8d",
                "floral-king-961888",
                null,
                null,
                "create_branch",
                status,
                null,
                0,
                null,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
