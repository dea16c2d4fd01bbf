package io.neonwatch.collector.sampling.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {

    @ParameterizedTest
    @CsvSource({
        "integer, 8kB, 16384, 134217728, By",
        "integer, MB, 1024, 1073741824, By",
        "integer, B, 100, 100, By",
        "integer, ms, 1500, 1.5, s",
        "integer, min, 5, 300, s",
        "real, ms, 2.5, 0.0025, s",
        "integer, , 100, 100, 1",
        "real, , 1.1, 1.1, 1",
        "bool, , on, 1, 1",
        "bool, , off, 0, 1",
        "integer, kB, -1, -1, By",
        "integer, furlong, 3, 3, 1",
        "enum, , replica, NaN, 1",
        "string, , x, NaN, 1",
    })
    void shouldBeANumberInABaseUnit(String type, @Nullable String unit, String value, Double number, String symbol) {
        // When
        Setting setting = new Setting("name", type, unit, value, "digest", false);

        // Then
        assertThat(setting.number()).isEqualTo(number);
        assertThat(SettingUnit.of(unit).symbol()).isEqualTo(symbol);
    }

    @Test
    void shouldBeNoNumberWhenItIsSecret() {
        assertThat(new Setting("name", "string", null, null, "digest", false).number())
                .isNaN();
    }

    @Test
    void shouldHaveChangedOnlyWhenThereWasAnotherValue() {
        // Given
        SettingHistory history = new SettingHistory();

        // When
        List<Setting> first = history.add(List.of(setting("jit", "1"), setting("work_mem", "1")));
        List<Setting> second =
                history.add(List.of(setting("jit", "1"), setting("work_mem", "2"), setting("archive_command", "7")));
        List<Setting> third = history.add(List.of(setting("jit", "2"), setting("work_mem", "2")));

        // Then
        assertThat(first).isEmpty();
        assertThat(second).extracting(Setting::name).containsExactly("work_mem");
        assertThat(third).extracting(Setting::name).containsExactly("jit");
        assertThat(history.current()).extracting(Setting::name).containsExactly("jit", "work_mem");
    }

    private static Setting setting(String name, String digest) {
        return new Setting(name, "integer", null, "1", digest, false);
    }
}
