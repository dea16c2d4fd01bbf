package io.neonwatch.processor.lifecycle;

import static io.neonwatch.processor.lifecycle.SampleRule.PLAIN;
import static io.neonwatch.processor.lifecycle.SampleRule.above;
import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.schemas.AlertEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PassingTimeRulesTest {

    private static final long DAY = 24 * 3600;

    @Test
    void shouldKeepAnAlertThatGetsNoData() {
        // Given
        Timeline timeline = new Timeline(PLAIN.build()).sample(0, 0.8);

        // When
        timeline.passTo(10 * DAY);

        // Then
        assertThat(timeline.story()).containsExactly("0 FIRING");
    }

    @Test
    void shouldResolveAnAlertThatGetsNoDataWhereThatIsOk() {
        // Given
        Timeline timeline = new Timeline(PLAIN.noDataIsOk().build()).sample(0, 0.8);

        // When
        timeline.passTo(40).passTo(41);

        // Then
        assertThat(timeline.story()).containsExactly("0 FIRING", "41 RESOLVED");
        assertThat(timeline.events().getLast().getReason()).isEqualTo("no_data");
    }

    @Test
    void shouldKeepFiringWithoutDataForAsLongAsTheRuleSays() {
        // Given
        Timeline timeline = new Timeline(PLAIN.noDataIsOk().keepFiring(60).build()).sample(0, 0.8);

        // When
        timeline.passTo(41).passTo(100).passTo(101);

        // Then
        assertThat(timeline.story()).containsExactly("0 FIRING", "41 RECOVERING", "101 RESOLVED");
        assertThat(timeline.events().getLast().getAlert().getResolvedAt()).isEqualTo(Instant.ofEpochSecond(41));
    }

    @Test
    void shouldClearAPendingAlertThatGetsNoDataWhereThatIsOk() {
        // Given
        Timeline timeline =
                new Timeline(PLAIN.warning(above(0.75, 60)).noDataIsOk().build()).sample(0, 0.8);

        // When
        timeline.passTo(41);

        // Then
        assertThat(timeline.story()).containsExactly("0 PENDING", "41 CLEARED");
    }

    @Test
    void shouldResolveARecoveringAlertWithoutAnotherSample() {
        // Given
        Timeline timeline =
                new Timeline(PLAIN.keepFiring(30).build()).sample(0, 0.8).sample(1, 0.1);

        // When
        timeline.passTo(30).passTo(31);

        // Then
        assertThat(timeline.story()).containsExactly("0 FIRING", "1 RECOVERING", "31 RESOLVED");
    }

    @Test
    void shouldForgetAnAlertADayAfterItsEnd() {
        // Given
        Timeline timeline = new Timeline(PLAIN.build()).sample(0, 0.8).sample(1, 0.1);

        // When
        timeline.passTo(DAY);
        AlertState before = timeline.state;
        timeline.passTo(DAY + 1);

        // Then
        assertThat(before).isInstanceOf(AlertState.Resolved.class);
        assertThat(timeline.state).isEqualTo(AlertState.QUIET);
    }

    @Test
    void shouldEndWhatBelongsToARemovedRuleAndSaySo() {
        // Given
        Timeline firing = new Timeline(PLAIN.build()).sample(0, 0.8);
        Timeline pending = new Timeline(PLAIN.warning(above(0.75, 60)).build()).sample(0, 0.8);

        // When
        firing.removeRule(5);
        pending.removeRule(5);

        // Then
        assertThat(firing.story()).containsExactly("0 FIRING", "5 RESOLVED");
        assertThat(pending.story()).containsExactly("0 PENDING", "5 CLEARED");
        assertThat(firing.events().getLast()).extracting(AlertEvent::getReason).isEqualTo("rule_removed");
    }
}
