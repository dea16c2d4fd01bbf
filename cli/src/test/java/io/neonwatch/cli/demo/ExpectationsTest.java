package io.neonwatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.cli.demo.DemoEvent.AlertFiring;
import io.neonwatch.cli.demo.DemoEvent.AlertResolved;
import io.neonwatch.cli.demo.DemoEvent.ConditionStarted;
import io.neonwatch.cli.demo.DemoEvent.Delivered;
import io.neonwatch.cli.demo.DemoEvent.Measured;
import io.neonwatch.cli.demo.DemoEvent.RecoveryReady;
import io.neonwatch.cli.demo.DemoEvent.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ExpectationsTest {

    private static final Expectations EXPECTATIONS = Expectations.ofTheScript();

    @Test
    void shouldMissEverythingWhenNothingWasSeen() {
        // When
        Result result = EXPECTATIONS.compare(List.of());

        // Then
        assertThat(result.passed()).isFalse();
        assertThat(result.seen()).isZero();
        assertThat(result.missing()).hasSize(result.expected()).contains("recovery_ready mass-change");
    }

    @Test
    void shouldPassWhenEachOutcomeWasSeenOnce() {
        // When
        Result result = EXPECTATIONS.compare(everythingOnce());

        // Then
        assertThat(result.passed()).isTrue();
        assertThat(result.seen()).isEqualTo(result.expected());
        assertThat(EXPECTATIONS.allSeenIn(everythingOnce())).isTrue();
    }

    @Test
    void shouldFailWhenOneIsMissing() {
        // Given
        List<DemoEvent> events = everythingOnce();
        DemoEvent missing = events.removeFirst();

        // When
        Result result = EXPECTATIONS.compare(events);

        // Then
        assertThat(result.passed()).isFalse();
        assertThat(result.missing()).containsExactly(missing.outcome().orElseThrow());
        assertThat(EXPECTATIONS.allSeenIn(events)).isFalse();
    }

    @Test
    void shouldFailWhenASecondRecoveryBranchWasMade() {
        // Given
        List<DemoEvent> events = everythingOnce();
        events.add(new RecoveryReady("mass-change", "other@1", "br-2", "recovery-2"));

        // When
        Result result = EXPECTATIONS.compare(events);

        // Then
        assertThat(result.passed()).isFalse();
        assertThat(result.repeated()).containsExactly("recovery_ready mass-change");
    }

    @Test
    void shouldNameWhatNobodyExpected() {
        // Given
        List<DemoEvent> events = everythingOnce();
        events.add(event("alert_firing connection-failures critical"));

        // When
        Result result = EXPECTATIONS.compare(events);

        // Then
        assertThat(result.unexpected()).containsExactly("alert_firing connection-failures critical");
    }

    private static List<DemoEvent> everythingOnce() {
        Stream<DemoEvent> events =
                EXPECTATIONS.compare(List.of()).missing().stream().map(ExpectationsTest::event);
        return new ArrayList<>(events.toList());
    }

    private static DemoEvent event(String outcome) {
        String[] words = outcome.split(" ");
        return switch (words[0]) {
            case "measured" -> new Measured(words[1], 1, 1);
            case "condition_started" -> new ConditionStarted(words[1], words[2], 1);
            case "alert_firing" -> new AlertFiring(words[1], words[2], "e@1", "");
            case "alert_resolved" -> new AlertResolved(words[1], "e@1");
            case "recovery_ready" -> new RecoveryReady(words[1], "e@1", "br-1", "recovery-1");
            case "delivered" -> {
                boolean resolved = words[3].equals("resolved");
                yield new Delivered(
                        words[1],
                        words[2],
                        resolved ? "critical" : words[3],
                        "e@1",
                        resolved ? "resolved" : "firing",
                        1);
            }
            default -> throw new IllegalArgumentException(outcome);
        };
    }
}
