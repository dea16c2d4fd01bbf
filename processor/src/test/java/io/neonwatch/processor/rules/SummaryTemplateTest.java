package io.neonwatch.processor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTemplateTest {

    private static final List<String> LABELS = List.of("target", "postgresql.table.name");

    @Test
    void shouldFillInWhatIsKnown() {
        // Given
        SummaryTemplate template =
                new SummaryTemplate("{{value}} of {{ postgresql.table.name }}: {{ attributes.pid }}");

        // When
        String text = template.render(name -> "<" + name + ">", name -> "$" + name);

        // Then
        assertThat(text).isEqualTo("<value> of <postgresql.table.name>: $pid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{ value }} {{ threshold }} {{ target }} {{ postgresql.table.name }} | false",
                "{{ attributes.pid }} | true",
                "no placeholder { } at all | false",
            })
    void shouldAcceptKnownPlaceholders(String text, boolean attributes) {
        assertThatNoException().isThrownBy(() -> new SummaryTemplate(text).check(LABELS, attributes));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{ valeu }} | true | {{ valeu }} is unknown",
                "{{ operation }} | true | is unknown; use value, threshold, target, postgresql.table.name",
                "{{ attributes.pid }} | false | has a value with last and ratio only",
                "{{ value | true | without its }}",
                "'' | true | must not be empty",
            })
    void shouldRefuseWhatNeverHasAValue(String text, boolean attributes, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SummaryTemplate(text).check(LABELS, attributes))
                .withMessageContaining(message);
    }
}
