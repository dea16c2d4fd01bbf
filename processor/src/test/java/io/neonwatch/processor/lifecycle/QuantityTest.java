package io.neonwatch.processor.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "0.9312, 1, 93.1 %",
        "1, 1, 100 %",
        "0, s, 0 s",
        "6.1234, s, 6.12 s",
        "0.00123, s, 0.00123 s",
        "123.6, s, 124 s",
        "11, {query}, 11",
        "1234567, {row}, 1234567",
        "12, '', 12",
        "-3.5, Cel, -3.5 Cel",
        "Infinity, 1, unlimited"
    })
    void shouldWriteQuantitiesForPeople(double value, String unit, String expected) {
        assertThat(Quantity.format(value, unit)).isEqualTo(expected);
    }
}
