package io.neonwatch.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeastOfLastTest {

    private final LeastOfLast look = new LeastOfLast();

    @Test
    void shouldTakeAFirstMeasureAsItIs() {
        assertThat(look.with(3)).isEqualTo(3);
    }

    @Test
    void shouldNotBeMisledByMeasuresThatAreTooHigh() {
        look.with(0.3);
        for (int more = 0; more < 7; more++) assertThat(look.with(4)).isEqualTo(0.3);
    }

    @Test
    void shouldFollowACostThatHasRisen() {
        // Given
        look.with(0.3);

        // When
        for (int more = 0; more < 7; more++) look.with(4);

        // Then
        assertThat(look.with(5)).isEqualTo(4);
    }
}
