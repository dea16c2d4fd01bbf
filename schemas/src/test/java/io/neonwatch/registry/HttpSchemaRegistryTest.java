package io.neonwatch.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.neonwatch.schemas.Target;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSchemaRegistryTest {

    private ScriptedRegistry server;
    private HttpSchemaRegistry registry;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedRegistry();
        registry = new HttpSchemaRegistry(new RegistryConfig(server.url()));
    }

    @AfterEach
    void stop() {
        registry.close();
        server.close();
    }

    @Test
    void shouldRegisterOnceAndRememberTheId() {
        // Given
        server.answer(200, "{\"id\":7}");

        // When
        List<Integer> ids = List.of(
                registry.register("a/b c+d?é-value", Target.SCHEMA$),
                registry.register("a/b c+d?é-value", Target.SCHEMA$));

        // Then
        assertThat(ids).containsExactly(7, 7);
        ScriptedRegistry.Request request = server.onlyRequest();
        assertThat(request.line()).isEqualTo("POST /base/subjects/a%2Fb%20c%2Bd%3F%C3%A9-value/versions");
        assertThat(request.contentType()).isEqualTo("application/vnd.schemaregistry.v1+json");
        assertThat(request.authorization()).isNull();
        assertThat(request.body())
                .startsWith("{\"schema\":\"{\\\"type\\\":\\\"record\\\"")
                .contains("timestamp-millis")
                .doesNotContain("avro.java.string");
    }

    @Test
    void shouldRememberASchema() {
        // Given
        server.answer(200, "{\"schema\":\"{\\\"type\\\":\\\"string\\\"}\"}");

        // When
        assertThat(registry.schema(3)).isSameAs(registry.schema(3)).hasToString("\"string\"");

        // Then
        assertThat(server.onlyRequest().line()).isEqualTo("GET /base/schemas/ids/3");
    }

    @Test
    void shouldAskOnlyOnceForASchemaThatIsNotThere() {
        // Given
        server.answer(404, "{\"error_code\":40403,\"message\":\"Schema 9 not found\"}");

        // When
        for (int time = 0; time < 2; time++) {
            RegistryException refusal = catchThrowableOfType(RegistryException.class, () -> registry.schema(9));
            assertThat(refusal)
                    .hasMessage("the schema registry refused to read schema 9: Schema 9 not found"
                            + " (HTTP 404, error code 40403)");
            assertThat(refusal.errorCode()).isEqualTo(RegistryException.SCHEMA_NOT_FOUND);
            assertThat(refusal.unreachable()).isFalse();
        }

        // Then
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void shouldAuthenticateWithAUser() {
        // When
        try (HttpSchemaRegistry secured =
                new HttpSchemaRegistry(new RegistryConfig(List.of(server.url()), "me", "sécret", null, null, null))) {
            secured.register("x-value", Target.SCHEMA$);
        }

        // Then
        assertThat(server.onlyRequest().authorization()).isEqualTo("Basic bWU6c8OpY3JldA==");
    }

    @Test
    void shouldAuthenticateWithAToken() {
        // When
        try (HttpSchemaRegistry secured = new HttpSchemaRegistry(
                new RegistryConfig(List.of(server.url()), null, null, "the-token", null, null))) {
            secured.register("x-value", Target.SCHEMA$);
        }

        // Then
        assertThat(server.onlyRequest().authorization()).isEqualTo("Bearer the-token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "{\"schema\":\"{}\"}",
                "{\"schema\":\"{\\\"type\\\":\\\"string\\\"}\",\"schemaType\":\"JSON\"}",
                "{\"schema\":\"{\\\"type\\\":\\\"string\\\"}\",\"references\":[{\"name\":\"x\"}]}"
            })
    void shouldSayWhenAnAnswerIsNotUnderstood(String body) {
        // Given
        server.answer(200, body);

        // Then
        assertThatThrownBy(() -> registry.schema(1))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("the schema registry's answer was not understood, to read schema 1: ");
    }

    @Test
    void shouldTellAWrongAddressFromAMissingSubject() {
        // Given
        server.answer(404, "{\"error_code\":40401,\"message\":\"Subject not found\"}")
                .answer(404, "nothing here");

        // Then
        assertThat(registry.latest("x-value")).isEmpty();
        assertThatThrownBy(() -> registry.latest("x-value")).hasMessageContaining("check schema_registry.urls");
    }

    @Test
    void shouldPingOnceAndTakeForbiddenForAnAnswer() {
        // Given
        server.answer(200, "{}").answer(403, "{}").answer(401, "{}").answer(503, "");

        // When
        registry.ping();
        registry.ping();

        // Then
        assertThatThrownBy(registry::ping).hasMessageContaining("check schema_registry.user");
        assertThatThrownBy(registry::ping).hasMessageContaining("HTTP 503");
        assertThat(server.requests()).hasSize(4);
    }
}
