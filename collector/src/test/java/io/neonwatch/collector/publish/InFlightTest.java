package io.neonwatch.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.publish.HandedRecord.Outcome;
import io.neonwatch.collector.publish.spool.PendingRecord;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight();

    @Test
    void shouldSeeADeadEndOnlyAfterOthersHaveLongBeenAcknowledged() {
        // Given
        handed(0);
        HandedRecord later = handed(1);
        assertThat(inFlight.isWedged(seconds(60))).as("an outage").isFalse();

        // When
        later.become(Outcome.SETTLED, seconds(30));

        // Then
        assertThat(inFlight.isWedged(seconds(31))).as("just back").isFalse();
        assertThat(inFlight.isWedged(seconds(41))).isTrue();
    }

    @Test
    void shouldNotTakeTheBeginningOfAnOutageForADeadEnd() {
        // Given
        handed(0);

        // When another was acknowledged at once, and nothing since
        handed(0).become(Outcome.SETTLED, seconds(1));

        // Then
        assertThat(inFlight.isWedged(seconds(3_600))).isFalse();
    }

    @Test
    void shouldGiveBackInOrder() {
        // Given
        HandedRecord first = handed(0);
        handed(0).become(Outcome.SETTLED);

        // Then
        assertThat(inFlight.pollSettled()).isNull();
        first.become(Outcome.SETTLED);
        assertThat(inFlight.pollSettled()).isSameAs(first);
    }

    private HandedRecord handed(int second) {
        PendingRecord record = new PendingRecord("topic", "key", null, null, 0);
        HandedRecord handed = new HandedRecord(record, seconds(second), null);
        inFlight.add(handed);
        return handed;
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
