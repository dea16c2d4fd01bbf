package io.neonwatch.processor.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesTest {

    @Test
    void shouldHaveTheFingerprintThatTheDocumentationDescribes() {
        // Given
        Series series = new Series("mass-change", Map.of("target", "orders", "operation", "del"));

        // When
        String fingerprint = series.fingerprint();

        // Then: printf 'mass-change\noperation=del\ntarget=orders' | sha256sum
        assertThat(fingerprint).isEqualTo("e177c1ab71d804e66605151ee808398cb9c77a98abc0f307b84b0e0417ea8ea4");
    }

    @Test
    void shouldTellTheSeriesOfTargetsApartByPrefix() {
        // Given
        Series series = new Series("pool", Map.of("target", "orders-2"));

        // When
        String key = series.key();

        // Then
        assertThat(key).startsWith(Series.keyPrefix("orders-2")).doesNotStartWith(Series.keyPrefix("orders"));
    }
}
