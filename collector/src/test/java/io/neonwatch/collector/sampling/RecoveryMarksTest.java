package io.neonwatch.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecoveryMarksTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final RecoveryMarks marks = new RecoveryMarks();

    @Test
    void shouldGiveTheNewestMomentThatIsFarEnoughBeforeThePreviousSample() {
        // Given
        for (int second = 0; second <= 60; second++) marks.add(at(second), "0/" + second);

        // When
        RecoveryMark mark = marks.beforeChangesSince(at(50));

        // Then
        assertThat(mark).isEqualTo(new RecoveryMark(at(38), "0/38"));
    }

    @Test
    void shouldGiveOnlyATimeWhereNothingIsKnownFromThatEarly() {
        // Given
        marks.add(at(0), "0/0");

        // When
        RecoveryMark mark = marks.beforeChangesSince(at(11));

        // Then
        assertThat(mark).isEqualTo(new RecoveryMark(at(-1), null));
    }

    @Test
    void shouldStillKnowTheMomentBeforeALongInterval() {
        // Given
        for (int second = 0; second <= 20_000; second++) marks.add(at(second), "0/" + second);

        // When
        RecoveryMark mark = marks.beforeChangesSince(at(60));

        // Then
        assertThat(mark.lsn()).isNotNull();
        assertThat(mark.at()).isBetween(at(0), at(48));
    }

    @Test
    void shouldKeepWhatTheNextQuestionNeeds() {
        // Given
        for (int second = 0; second <= 60; second++) marks.add(at(second), "0/" + second);
        marks.beforeChangesSince(at(50));

        // When
        RecoveryMark mark = marks.beforeChangesSince(at(60));

        // Then
        assertThat(mark.lsn()).isEqualTo("0/48");
    }

    @Test
    void shouldBeginAnewWhenTheClockIsSetBack() {
        // Given
        marks.add(at(100), "0/100");
        marks.add(at(10), "0/110");

        // When
        RecoveryMark mark = marks.beforeChangesSince(at(200));

        // Then
        assertThat(mark).isEqualTo(new RecoveryMark(at(10), "0/110"));
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
