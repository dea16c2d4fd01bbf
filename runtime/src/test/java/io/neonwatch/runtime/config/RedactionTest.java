package io.neonwatch.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.runtime.config.YamlNode.Scalar;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            email.password | | ***
            kafka.properties.sasl.jaas.config | | ***
            name | ${file:/run/x} | ***
            name | ${DB_PASSWORD} | ***
            mode | ${MODE} | s3cr3t
            mode | | s3cr3t
            """)
    void shouldHideWhatMayBeSecret(String path, @Nullable String origin, String shown) {
        // Given
        Redaction redaction = new Redaction();
        Scalar scalar = new Scalar(new Position("x", 1, 1), "s3cr3t", true, origin == null ? "" : origin);
        redaction.noteIfSecret(new KeyPath(path), String.class, scalar);

        // When
        String message = redaction.apply("bad <s3cr3t>\nsecond line");

        // Then
        assertThat(message).isEqualTo("bad <" + shown + ">");
    }

    @ParameterizedTest
    @CsvSource({
        "bad jdbc:postgresql://u:p4ss@host/db, bad jdbc:postgresql://***@host/db",
        "bad jdbc:postgresql://host/db?user=u&password=p4ss&ssl=true, bad jdbc:postgresql://host/db?user=u&password=***&ssl=true",
        "bad http://host:8080/x, bad http://host:8080/x",
    })
    void shouldHidePasswordsInUrls(String message, String shown) {
        assertThat(new Redaction().apply(message)).isEqualTo(shown);
    }
}
