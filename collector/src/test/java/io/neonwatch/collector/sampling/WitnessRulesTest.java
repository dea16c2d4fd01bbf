package io.neonwatch.collector.sampling;

import static io.neonwatch.collector.sampling.WitnessRules.Testimony.ALONE;
import static io.neonwatch.collector.sampling.WitnessRules.Testimony.DOUBTFUL;
import static io.neonwatch.collector.sampling.WitnessRules.Testimony.SUCCEEDED;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WitnessRulesTest {

    private static final Duration UNCONFIRMED = ofSeconds(20);

    @Test
    void shouldBeAloneWhereNobodyIs() {
        assertThat(WitnessRules.of(List.of(), UNCONFIRMED)).isEqualTo(ALONE);
    }

    @Test
    void shouldNotMindWhoWasThereBefore() {
        assertThat(WitnessRules.of(List.of(ofSeconds(21), UNCONFIRMED), UNCONFIRMED))
                .isEqualTo(ALONE);
    }

    @Test
    void shouldWaitForOneThatMayGoAgain() {
        assertThat(WitnessRules.of(List.of(ofSeconds(300), ofSeconds(2)), UNCONFIRMED))
                .isEqualTo(DOUBTFUL);
    }

    @Test
    void shouldSeeThatOneStays() {
        assertThat(WitnessRules.of(List.of(ofSeconds(1), ofSeconds(3)), UNCONFIRMED))
                .isEqualTo(SUCCEEDED);
    }

    /** A session that began in the very first moment can be no older than that. */
    @Test
    void shouldSeeOneThatComesAtOnce() {
        assertThat(WitnessRules.of(List.of(UNCONFIRMED.minusNanos(1)), UNCONFIRMED))
                .isEqualTo(SUCCEEDED);
        assertThat(WitnessRules.of(List.of(Duration.ZERO), Duration.ofNanos(1))).isEqualTo(DOUBTFUL);
    }
}
