package io.neonwatch.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neonwatch.schemas.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryTransportTest {

    private static final RegistryTimeouts SHORT =
            new RegistryTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(3));

    private final List<Duration> pauses = new ArrayList<>();
    private ScriptedRegistry server;
    private HttpSchemaRegistry registry;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedRegistry();
        registry = registry(new RegistryConfig(server.url()));
    }

    @AfterEach
    void stop() {
        registry.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"401, check schema_registry.user", "409, does not allow this change", "422, HTTP 422", "302, redirects"
    })
    void shouldNotRepeatWhatIsRefused(int status, String advice) {
        // Given
        server.answer(status, Map.of("Location", "/elsewhere"), "{\"message\":\"no\"}");
        RegistryConfig config = new RegistryConfig(List.of(server.url()), "me", "secret", null, null, null);

        // Then
        try (HttpSchemaRegistry secured = registry(config)) {
            assertThatThrownBy(() -> secured.register("x-value", Target.SCHEMA$))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining(
                            "refused to register the schema io.neonwatch.schemas.Target under x-value: no")
                    .hasMessageContaining(advice)
                    .hasMessageNotContaining("secret")
                    .extracting(thrown -> ((RegistryException) thrown).errorCode())
                    .isEqualTo(status);
        }
        assertThat(server.requests()).hasSize(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void shouldRepeatWhatMaySucceedLater() {
        // Given
        server.answer(503, "").answer(500, "{\"message\":\"store\"}").answer(200, "{\"id\":5}");

        // When
        int id = registry.register("x-value", Target.SCHEMA$);

        // Then
        assertThat(id).isEqualTo(5);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void shouldWaitAsLongAsItIsAskedTo() {
        // Given
        server.answer(429, Map.of("Retry-After", "7"), "").answer(200, "{\"id\":5}");

        // When
        registry.register("x-value", Target.SCHEMA$);

        // Then
        assertThat(pauses)
                .singleElement()
                .satisfies(pause -> assertThat(pause).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8)));
    }

    @Test
    void shouldNotWaitLongerThanItHasTime() {
        // Given
        server.answer(429, Map.of("Retry-After", "3600"), "{\"message\":\"slow down\"}");

        // Then
        assertThatThrownBy(() -> registry.register("x-value", Target.SCHEMA$))
                .hasMessageContaining("HTTP 429, slow down")
                .extracting(thrown -> ((RegistryException) thrown).unreachable())
                .isEqualTo(true);
        assertThat(pauses).isEmpty();
    }

    @Test
    void shouldGoOnToTheNextAddressAndStayThere() throws Exception {
        // Given
        server.answer(503, "");
        try (ScriptedRegistry second = new ScriptedRegistry();
                HttpSchemaRegistry either = registry(
                        new RegistryConfig(List.of(server.url(), second.url()), null, null, null, null, null))) {

            // When
            either.register("x-value", Target.SCHEMA$);
            either.register("y-value", Target.SCHEMA$);

            // Then
            assertThat(server.requests()).hasSize(1);
            assertThat(second.requests()).hasSize(2);
            assertThat(pauses).isEmpty();
        }
    }

    @Test
    void shouldSayWhereNothingAnswers() throws Exception {
        // Given
        server.fallSilent();
        ScriptedRegistry gone = new ScriptedRegistry();
        gone.close();
        RegistryConfig config = new RegistryConfig(List.of(gone.url(), server.url()), null, null, null, null, null);

        // Then
        try (HttpSchemaRegistry away = new HttpSchemaRegistry(config, SHORT, Thread::sleep)) {
            assertThatThrownBy(() -> away.schema(1))
                    .hasMessageStartingWith("the schema registry could not be reached to read schema 1: ")
                    .hasMessageContaining(gone.url().getPort() + "/base: ConnectException")
                    .hasNoCause()
                    .extracting(thrown -> ((RegistryException) thrown).unreachable())
                    .isEqualTo(true);
            assertThatThrownBy(away::ping).hasMessageContaining("no answer within 1000 ms");
        }
    }

    @Test
    void shouldLeaveTimeForTheAddressesAfterASilentOne() throws Exception {
        // Given
        server.fallSilent();
        RegistryTimeouts patient =
                new RegistryTimeouts(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(4));

        // Then
        try (ScriptedRegistry second = new ScriptedRegistry();
                HttpSchemaRegistry either = new HttpSchemaRegistry(
                        new RegistryConfig(List.of(server.url(), second.url()), null, null, null, null, null),
                        patient,
                        Thread::sleep)) {
            assertThat(either.register("x-value", Target.SCHEMA$)).isEqualTo(1);
        }
    }

    @Test
    void shouldStopWhenItsThreadIsInterrupted() {
        // Given
        server.fallSilent();
        Thread.currentThread().interrupt();

        // Then
        assertThatThrownBy(() -> registry.schema(1)).isInstanceOf(RegistryException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private HttpSchemaRegistry registry(RegistryConfig config) {
        return new HttpSchemaRegistry(config, RegistryTimeouts.DEFAULT, pauses::add);
    }
}
