package io.neonwatch.notifier.delivery;

import io.neonwatch.schemas.Delivery;
import io.neonwatch.schemas.DeliveryState;

/**
 * How far an intent has come, as far as deciding the next step needs.
 *
 * @param attempt the last one, from 1; 0 before the first
 * @param doubts earlier attempts that may have been received
 */
record LedgerEntry(DeliveryState state, int attempt, int doubts) {

    static final LedgerEntry NOTHING = new LedgerEntry(DeliveryState.UNKNOWN, 0, 0);

    static LedgerEntry of(Delivery delivery) {
        return new LedgerEntry(delivery.getState(), delivery.getAttempt(), delivery.getDoubts());
    }

    /** Whether it was written after the other, whatever the order in which they are read. */
    boolean after(LedgerEntry other) {
        return attempt != other.attempt ? attempt > other.attempt : rank() > other.rank();
    }

    private int rank() {
        return switch (state) {
            case UNKNOWN -> 0;
            case ATTEMPTED -> 1;
            case POSTPONED -> 2;
            case DELIVERED, FAILED, COALESCED -> 3;
        };
    }
}
