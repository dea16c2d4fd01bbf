package io.neonwatch.neon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neonwatch.runtime.config.ConfigLoader;
import io.neonwatch.runtime.config.Secret;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeonConfigTest {

    private static final Secret KEY = new Secret("napi_key");

    @Test
    void shouldUseThePublicAddressUnlessToldOtherwise() {
        assertThat(new NeonConfig(null, KEY).address()).hasToString("https://console.neon.tech/api/v2");
    }

    @Test
    void shouldBeReadFromTheConfiguration() {
        // Given
        ConfigLoader loader = new ConfigLoader(Map.of("NEON_API_KEY", "napi_key"));

        // When
        NeonConfig usual = loader.load("api_key: ${NEON_API_KEY}", "neonwatch.yaml", NeonConfig.class);
        NeonConfig full = loader.load(
                "{url: 'http://localhost:1/api/v2', api_key: napi_key}", "neonwatch.yaml", NeonConfig.class);

        // Then
        assertThat(usual).isEqualTo(new NeonConfig(null, KEY));
        assertThat(full.address()).hasToString("http://localhost:1/api/v2");
    }

    @Test
    void shouldDropSlashesAtTheEndOfTheAddress() {
        assertThat(new NeonConfig(URI.create("http://localhost:1/api/v2//"), KEY).address())
                .hasToString("http://localhost:1/api/v2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"console.neon.tech", "ftp://console.neon.tech/api/v2", "https:/api/v2"})
    void shouldRefuseWhatIsNoAddress(String url) {
        assertThatThrownBy(() -> new NeonConfig(URI.create(url), KEY)).hasMessageContaining("url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two words", "line\n", "kéy"})
    void shouldRefuseAKeyThatCannotBeSentAndNotShowIt(String key) {
        assertThatThrownBy(() -> new NeonConfig(null, new Secret(key)))
                .hasMessageStartingWith("api_key")
                .hasMessageNotContaining("two words")
                .hasMessageNotContaining("kéy");
    }

    @Test
    void shouldNotShowTheKey() {
        assertThat(new NeonConfig(null, KEY).toString()).doesNotContain("napi_key");
    }
}
