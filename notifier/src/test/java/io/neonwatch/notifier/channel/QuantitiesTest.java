package io.neonwatch.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    0.92; 1; true; 92 %
                    0.9166; 1; true; 91.7 %
                    0; 1; false; 0
                    12.345; s; false; 12.3 s
                    48210; {row}; false; 48,210 rows
                    1; {row}; false; 1 row
                    12; {query}; false; 12 queries
                    1536; By; false; 1.5 KiB
                    5368709120; By; false; 5 GiB
                    -2; ''; false; -2
                    0.000123; s; false; 0.000123 s
                    1e15; {row}; false; 1,000,000,000,000,000 rows
                    NaN; s; false; unknown
                    """)
    void shouldShowNumbersAsPeopleReadThem(double value, String unit, boolean share, String expected) {
        assertThat(Quantities.of(value, unit, share)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.4S, 0 s",
        "PT59S, 59 s",
        "PT75S, 1 min 15 s",
        "PT2H5M9S, 2 h 5 min",
        "P3DT4H, 3 d 4 h",
        "PT-5S, 0 s"
    })
    void shouldShowSpansByTheirTwoLargestUnits(Duration span, String expected) {
        assertThat(Quantities.span(span)).isEqualTo(expected);
    }
}
