package io.neonwatch.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DockerAnswerTest {

    @ParameterizedTest
    @CsvSource({
        "1.41, 1.12, 1.41",
        "1.44, 1.24, 1.44",
        "1.52, 1.44, 1.44",
        "1.60, 1.50, 1.50",
    })
    void shouldAgreeOnAVersionThatBothSidesSpeak(String newest, String oldest, String agreed) {
        // Given
        DockerAnswer.Yes answer = new DockerAnswer.Yes(ApiVersion.parse(newest), ApiVersion.parse(oldest));

        // Then
        assertThat(answer.agreed()).hasToString(agreed);
    }
}
