package io.neonwatch.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.notifier.delivery.DeliveryRules.Step;
import io.neonwatch.notifier.delivery.DeliveryRules.Step.Attempt;
import io.neonwatch.notifier.delivery.DeliveryRules.Step.Done;
import io.neonwatch.notifier.delivery.DeliveryRules.Step.GiveUp;
import io.neonwatch.schemas.DeliveryState;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryRulesTest {

    @Test
    void shouldAttemptWhatHasNotBeen() {
        assertThat(DeliveryRules.next(LedgerEntry.NOTHING, false)).isEqualTo(new Attempt(1, 0));
    }

    @ParameterizedTest
    @EnumSource(names = {"DELIVERED", "FAILED", "COALESCED"})
    void shouldLeaveAloneWhatHasAnOutcome(DeliveryState state) {
        assertThat(DeliveryRules.next(new LedgerEntry(state, 1, 0), false)).isEqualTo(new Done());
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "99, 0", "2, 1"})
    void shouldAttemptWithoutNewDoubtWhatWasCertainlyNotReceived(int attempt, int doubts) {
        // Given
        LedgerEntry postponed = new LedgerEntry(DeliveryState.POSTPONED, attempt, doubts);

        // Then
        assertThat(DeliveryRules.next(postponed, false)).isEqualTo(new Attempt(attempt + 1, doubts));
    }

    @Test
    void shouldRepeatOnceWhatIsInDoubt() {
        assertThat(DeliveryRules.next(new LedgerEntry(DeliveryState.ATTEMPTED, 1, 0), false))
                .isEqualTo(new Attempt(2, 1));
        assertThat(DeliveryRules.next(new LedgerEntry(DeliveryState.ATTEMPTED, 2, 1), false))
                .isEqualTo(new GiveUp());
    }

    @Test
    void shouldRepeatAsOftenAsNeededWhatMayBeRepeatedUnseen() {
        assertThat(DeliveryRules.next(new LedgerEntry(DeliveryState.ATTEMPTED, 7, 6), true))
                .isEqualTo(new Attempt(8, 7));
    }

    /** Whatever happens in whatever order, and however often the program starts again. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5"})
    void shouldNeverSendAThirdMessageThatMayBeReceived(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int run = 0; run < 2_000; run++) {
            LedgerEntry entry = LedgerEntry.NOTHING;
            int received = 0;
            boolean known = false;
            for (int step = 0; step < 50 && !known; step++) {
                switch (DeliveryRules.next(entry, false)) {
                    case Step.Done() -> known = true;
                    case Step.GiveUp() -> known = true;
                    case Attempt(int number, int doubts) -> {
                        entry = new LedgerEntry(DeliveryState.ATTEMPTED, number, doubts);
                        switch (random.nextInt(4)) {
                            // It ends, or no answer comes: received or not.
                            case 0 -> received++;
                            case 1 -> {}
                            case 2 -> entry = new LedgerEntry(DeliveryState.POSTPONED, number, doubts);
                            default -> {
                                received++;
                                entry = new LedgerEntry(DeliveryState.DELIVERED, number, doubts);
                            }
                        }
                    }
                }
            }
            assertThat(received).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void shouldTellTheLaterEntryWhateverIsReadFirst() {
        // Given
        LedgerEntry attempted = new LedgerEntry(DeliveryState.ATTEMPTED, 2, 0);
        LedgerEntry earlier = new LedgerEntry(DeliveryState.POSTPONED, 1, 0);
        LedgerEntry delivered = new LedgerEntry(DeliveryState.DELIVERED, 1, 0);

        // Then
        assertThat(attempted.after(earlier)).isTrue();
        assertThat(earlier.after(attempted)).isFalse();
        assertThat(delivered.after(attempted)).isTrue();
        assertThat(attempted.after(delivered)).isFalse();
        assertThat(delivered.after(delivered)).isFalse();
    }
}
