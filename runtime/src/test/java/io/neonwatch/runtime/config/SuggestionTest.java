package io.neonwatch.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

    private static final List<String> KNOWN = List.of("name", "url", "user", "password", "bootstrap_servers");

    @ParameterizedTest
    @CsvSource({
        "nam, name",
        "nmae, name",
        "Name, name",
        "uri, url",
        "usr, user",
        "passwrod, password",
        "bootstrapServers, bootstrap_servers",
        "bootstrap-servers, bootstrap_servers",
        "zebra,",
        "x,",
    })
    void shouldGuessWhatWasMeant(String word, String meant) {
        assertThat(Suggestion.of(word, KNOWN).orElse(null)).isEqualTo(meant);
    }
}
