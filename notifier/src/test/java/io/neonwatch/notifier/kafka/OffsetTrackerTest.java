package io.neonwatch.notifier.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OffsetTrackerTest {

    private final OffsetTracker tracker = new OffsetTracker();

    @Test
    void shouldCommitNothingBeforeAnythingWasStarted() {
        assertThat(tracker.committable()).isEmpty();
        assertThat(tracker.isNew(0)).isTrue();
    }

    @Test
    void shouldNotCommitPastWhatIsUnfinished() {
        // Given
        tracker.started(5);
        tracker.started(6);
        // A gap: a transaction's marker.
        tracker.started(9);

        // When
        tracker.finished(6);
        tracker.finished(9);

        // Then
        assertThat(tracker.committable()).hasValue(5);
        tracker.finished(5);
        assertThat(tracker.committable()).hasValue(10);
        assertThat(tracker.outstanding()).isZero();
    }

    @Test
    void shouldCommitTheContiguousPrefixWhateverTheOrder() {
        Random random = new Random(42);
        for (int run = 0; run < 200; run++) {
            OffsetTracker each = new OffsetTracker();
            List<Long> offsets = new ArrayList<>();
            for (long offset = random.nextInt(9); offsets.size() < 30; offset += 1 + random.nextInt(3)) {
                each.started(offset);
                offsets.add(offset);
            }
            TreeSet<Long> open = new TreeSet<>(offsets);
            Collections.shuffle(offsets, random);
            for (long offset : offsets) {
                each.finished(offset);
                open.remove(offset);
                long expected = open.isEmpty() ? Collections.max(offsets) + 1 : open.first();
                assertThat(each.committable()).hasValue(expected);
            }
        }
    }
}
