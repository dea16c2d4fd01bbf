package io.neonwatch.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternsTest {

    @ParameterizedTest
    @CsvSource({
        "orders,  orders, true",
        "orders,  Orders, false",
        "app_*,   app_1,  true",
        "app_*,   xapp_1, false",
        "a?c,     abc,    true",
        "a?c,     ac,     false",
        "a?c,     a\uD83D\uDE80c, true",
        "a.c,     abc,    false",
        "a.c,     a.c,    true",
        "\uD83D\uDE80*,  \uD83D\uDE80 x, true",
        "[a]\\E,  [a]\\E, true",
    })
    void shouldMatchByStarAndQuestionMarkOnly(String pattern, String name, boolean matches) {
        assertThat(new NamePatterns(List.of(pattern), null).match(name)).isEqualTo(matches);
    }

    @Test
    void shouldMatchOverLines() {
        assertThat(new NamePatterns(List.of("a*c"), null).match("a\nb\nc")).isTrue();
    }

    @Test
    void shouldLetExcludeWin() {
        // Given
        NamePatterns patterns = new NamePatterns(null, List.of("*_test"));

        // Then
        assertThat(patterns.match("orders")).isTrue();
        assertThat(patterns.match("orders_test")).isFalse();
    }

    @Test
    void shouldRefuseWhatMatchesNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NamePatterns(List.of(), null))
                .withMessageStartingWith("include must hold a pattern");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NamePatterns(null, List.of("")))
                .withMessageStartingWith("exclude must not hold an empty pattern");
    }
}
