package io.neonwatch.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryConfigTest {

    private static final List<URI> URLS = List.of(URI.create("https://registry"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:secret@registry",
                "http://user:secret@regis_try:8080",
                "ftp://registry/secret",
                "registry-secret",
                "http:///secret",
                "http://registry?key=secret",
                "http://registry#secret"
            })
    void shouldRefuseAnAddressWithoutShowingIt(String url) {
        assertThatThrownBy(() -> new RegistryConfig(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("urls must ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void shouldRefuseCredentialsThatCannotBeSent() {
        assertThatThrownBy(() -> new RegistryConfig(URLS, "a:b", "secret", null, null, null))
                .hasMessageContaining("colon");
        assertThatThrownBy(() -> new RegistryConfig(URLS, null, null, "secret\n", null, null))
                .hasMessageContaining("printable")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> new RegistryConfig(URLS, "a", "secret", "token", null, null))
                .hasMessageContaining("exclude each other");
        assertThatThrownBy(() -> new RegistryConfig(URLS, "a", null, null, null, null))
                .hasMessage("user needs a password");
        assertThatThrownBy(() -> new RegistryConfig(URLS, null, "secret", null, null, null))
                .hasMessage("password needs a user");
    }

    @Test
    void shouldHideItsSecrets() {
        assertThat(new RegistryConfig(URLS, "me", "secret", null, "/store", "secret"))
                .hasToString("RegistryConfig[urls=[https://registry]]");
    }
}
