package io.neonwatch.processor.lifecycle;

import static io.neonwatch.processor.lifecycle.SampleRule.PLAIN;
import static io.neonwatch.processor.lifecycle.SampleRule.above;
import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.processor.rules.Band;
import io.neonwatch.processor.rules.Rule;
import io.neonwatch.schemas.Alert;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbered rules are those of docs/alerts.md. */
class AlertRulesTest {

    /** A story: value by second, as {@code second:value}, and the events that must come of it. */
    static Stream<Arguments> stories() {
        Rule plain = PLAIN.build();
        Rule held = PLAIN.warning(above(0.75, 60)).build();
        Rule hysteresis = PLAIN.warning(new Band(Band.Side.ABOVE, 0.75, 0.70, Duration.ZERO))
                .critical(null)
                .build();
        Rule keeps = PLAIN.keepFiring(30).build();
        Rule below = PLAIN.warning(new Band(Band.Side.BELOW, 0.9, 0.95, Duration.ZERO))
                .critical(null)
                .build();
        return Stream.of(
                story("1: without for, a breach fires at once", plain, "0:0.8", "0 FIRING"),
                story("1: with for, a breach is pending", held, "0:0.8", "0 PENDING"),
                story("1: the threshold itself is no breach", plain, "0:0.75", ""),
                story("2: it fires once it held", held, "0:.8 20:.8 40:.8 60:.8 70:.8", "0 PENDING, 60 FIRING"),
                story("2: not a moment before", held, "0:.8 30:.8 59:.8", "0 PENDING"),
                story("2: a gap does not count", held, "0:.8 100:.8 110:.8", "0 PENDING"),
                story("2: what held before a gap does", held, "0:.8 30:.8 100:.8 130:.8", "0 PENDING, 130 FIRING"),
                story("2: one sample is not enough", PLAIN.minSamples(2).build(), "0:.8 1:.8", "0 PENDING, 1 FIRING"),
                story(
                        "2: samples in a row",
                        PLAIN.minSamples(2).build(),
                        "0:.8 1:.1 2:.8",
                        "0 PENDING, 1 CLEARED, 2 PENDING"),
                story("3: pending and clear", held, "0:.8 10:.1", "0 PENDING, 10 CLEARED"),
                story("3: and pending again", held, "0:.8 10:.1 20:.8", "0 PENDING, 10 CLEARED, 20 PENDING"),
                story("4: between recovery and threshold it stays", hysteresis, "0:.8 1:.72 2:.70", "0 FIRING"),
                story("4: under the recovery threshold it ends", hysteresis, "0:.8 1:.69", "0 FIRING, 1 RESOLVED"),
                story("4: from below", below, "0:.8 1:.92 2:.96", "0 FIRING, 2 RESOLVED"),
                story(
                        "4: it recovers, and breaches again",
                        keeps,
                        "0:.8 1:.1 20:.8 21:.8",
                        "0 FIRING, 1 RECOVERING, 20 REFIRED"),
                story(
                        "4: recovering starts anew",
                        keeps,
                        "0:.8 1:.1 20:.8 21:.1 50:.1 51:.1",
                        "0 FIRING, 1 RECOVERING, 20 REFIRED, 21 RECOVERING, 51 RESOLVED"),
                story(
                        "5: resolved after keep_firing_for",
                        keeps,
                        "0:.8 1:.1 30:.1 31:.1",
                        "0 FIRING, 1 RECOVERING, 31 RESOLVED"),
                story("5: resolved at once without it", plain, "0:.8 1:.1", "0 FIRING, 1 RESOLVED"),
                story("7: an older sample is ignored", plain, "10:.8 5:.1 11:.8", "10 FIRING"),
                story("7: a repeated one too", PLAIN.minSamples(2).build(), "10:.8 10:.8", "10 PENDING"),
                story("severity: the worst band that holds", plain, "0:.95", "0 FIRING"),
                story("severity: raised at once", plain, "0:.8 1:.95", "0 FIRING, 1 SEVERITY_RAISED"),
                story(
                        "severity: each band has its own for",
                        PLAIN.critical(above(0.9, 20)).build(),
                        "0:.95 10:.95 20:.95",
                        "0 FIRING, 20 SEVERITY_RAISED"),
                story("severity: raised once", plain, "0:.8 1:.95 2:.95", "0 FIRING, 1 SEVERITY_RAISED"),
                story("severity: lowered", plain, "0:.95 1:.8", "0 FIRING, 1 SEVERITY_LOWERED"),
                story(
                        "severity: lowered late where it keeps firing",
                        keeps,
                        "0:.95 1:.8 30:.8 31:.8",
                        "0 FIRING, 31 SEVERITY_LOWERED"),
                story(
                        "severity: kept by a new breach",
                        keeps,
                        "0:.95 1:.8 30:.95 31:.8 60:.8 61:.8",
                        "0 FIRING, 61 SEVERITY_LOWERED"),
                story(
                        "severity: a milder band need not hold once it fires",
                        held,
                        "0:.95 10:.8 20:.8",
                        "0 FIRING, 10 SEVERITY_LOWERED"),
                story(
                        "severity: raised while recovering",
                        keeps,
                        "0:.8 1:.1 2:.95",
                        "0 FIRING, 1 RECOVERING, 2 REFIRED, 2 SEVERITY_RAISED"),
                story("a new episode after the end", plain, "0:.8 1:.1 2:.8", "0 FIRING, 1 RESOLVED, 2 FIRING"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void shouldFollowTheStory(String name, Rule rule, String samples, List<String> expected) {
        // Given
        Timeline timeline = new Timeline(rule);

        // When
        for (String sample : samples.split(" ", -1)) {
            String[] parts = sample.split(":", -1);
            timeline.sample(Long.parseLong(parts[0]), Double.parseDouble(parts[1]));
        }

        // Then
        assertThat(timeline.story()).as(name).isEqualTo(expected);
    }

    @Test
    void shouldKeepOneEpisodeThroughRaiseAndEnd() {
        // Given
        Timeline timeline =
                new Timeline(PLAIN.warning(above(0.75, 20)).keepFiring(30).build());

        // When
        timeline.sample(0, 0.8)
                .sample(20, 0.8)
                .sample(21, 0.95)
                .sample(22, 0.1)
                .sample(23, 0.8)
                .sample(24, 0.1)
                .sample(60, 0.1);

        // Then
        List<AlertEvent> events = timeline.events();
        assertThat(events)
                .extracting(event -> event.getAlert().getEpisode())
                .containsOnly(timeline.series.fingerprint() + "@0");
        assertThat(events).extracting(AlertEvent::getSequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void shouldResolveWithTheFirstClearSampleAndTheHighestSeverity() {
        // Given
        Timeline timeline = new Timeline(PLAIN.keepFiring(30).build());

        // When
        timeline.sample(0, 0.95).sample(1, 0.8).sample(40, 0.8).sample(41, 0.1).sample(80, 0.2);

        // Then
        Alert alert = timeline.events().getLast().getAlert();
        assertThat(alert.getState()).isEqualTo(io.neonwatch.schemas.AlertState.RESOLVED);
        assertThat(alert.getSeverity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.getFiredAt()).isEqualTo(Instant.ofEpochSecond(0));
        assertThat(alert.getResolvedAt()).isEqualTo(Instant.ofEpochSecond(41));
        assertThat(alert.getUpdatedAt()).isEqualTo(Instant.ofEpochSecond(80));
        assertThat(alert.getValue()).isEqualTo(0.2);
        assertThat(alert.getSummary()).as("what was wrong").isEqualTo("80 % in use on orders, over 75 %, by 42");
    }

    @Test
    void shouldNameSeverityThresholdAndRunbookWhileFiring() {
        // Given
        Timeline timeline = new Timeline(PLAIN.build());

        // When
        timeline.sample(5, 0.931);

        // Then
        Alert alert = timeline.events().getLast().getAlert();
        assertThat(alert.getSeverity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.getThreshold()).isEqualTo(0.90);
        assertThat(alert.getSummary()).isEqualTo("93.1 % in use on orders, over 90 %, by 42");
        assertThat(alert.getRunbook()).isEqualTo("docs/runbooks/pool.md");
        assertThat(alert.getFirstBreachAt()).isEqualTo(Instant.ofEpochSecond(5));
    }

    @Test
    void shouldKeepTheRecoveryPointOfTheFirstBreach() {
        // Given
        Timeline timeline = new Timeline(PLAIN.recovers().keepFiring(600).build());

        // When
        timeline.recoveryPoint(3).sample(10, 0.95);
        timeline.recoveryPoint(13).sample(20, 0.1);
        timeline.recoveryPoint(23).sample(30, 0.95);

        // Then
        assertThat(timeline.events())
                .extracting(event -> event.getAlert().getRecoveryPoint().getAt().getEpochSecond())
                .containsExactly(3L, 3L, 3L);
        assertThat(timeline.events()).allMatch(event -> event.getAlert().getRecovery());
    }

    @Test
    void shouldTakeTooLittleToJudgeByForClear() {
        // Given
        Timeline timeline = new Timeline(PLAIN.build());

        // When
        timeline.sample(0, 0.95, false).sample(1, 0.95).sample(2, 0.95, false);

        // Then
        assertThat(timeline.story()).containsExactly("1 FIRING", "2 RESOLVED");
    }

    @Test
    void shouldNotDemoteAFiringAlertWhenForBecomesLonger() {
        // Given
        Timeline timeline = new Timeline(PLAIN.build()).sample(0, 0.8);

        // When
        timeline.edit(PLAIN.warning(above(0.75, 3600)).build()).sample(1, 0.8);

        // Then
        assertThat(timeline.story()).containsExactly("0 FIRING");
        assertThat(timeline.state).isInstanceOf(AlertState.Firing.class);
    }

    @Test
    void shouldFollowAClockThatWasSetBack() {
        // Given
        Timeline timeline =
                new Timeline(PLAIN.keepFiring(30).build()).sample(3600, 0.8).sample(3601, 0.1);

        // When
        timeline.sampleAfterClockWasSetBack(10, 0.1).sample(20, 0.1).sample(40, 0.1);

        // Then
        assertThat(timeline.story()).containsExactly("3600 FIRING", "3601 RECOVERING", "40 RESOLVED");
    }

    private static Arguments story(String name, Rule rule, String samples, String expected) {
        return Arguments.of(name, rule, samples, expected.isEmpty() ? List.of() : List.of(expected.split(", ", -1)));
    }
}
