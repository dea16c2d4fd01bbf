package io.neonwatch.neon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LsnTest {

    @ParameterizedTest
    @CsvSource({"0/0, 0/0", "16/b374d848, 16/B374D848", "FFFFFFFF/FFFFFFF8, FFFFFFFF/FFFFFFF8", "0/01DE2850, 0/1DE2850"
    })
    void shouldPrintAsPostgresqlDoes(String given, String printed) {
        assertThat(Lsn.parse(given)).hasToString(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "16", "16/", "/1", "16/G", "123456789/1", "1/1 "})
    void shouldRefuseWhatIsNoPosition(String text) {
        assertThatThrownBy(() -> Lsn.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16/B374D848");
    }

    @Test
    void shouldCompareAsUnsigned() {
        assertThat(Lsn.parse("FFFFFFFF/0")).isGreaterThan(Lsn.parse("7FFFFFFF/0"));
    }

    @ParameterizedTest
    @CsvSource({"0/10, 0/10", "0/11, 0/18", "0/FFFFFFFF, 1/0"})
    void shouldAlignUpwards(String given, String aligned) {
        assertThat(Lsn.parse(given).aligned()).isEqualTo(Lsn.parse(aligned));
    }
}
