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

    /**
     * Whether it says more than the other, whatever the order in which they are read. An outcome says most: two
     * instances may for a moment both have worked on an intent.
     */
    boolean after(LedgerEntry other) {
        if (settled() || other.settled()) return settled() && !other.settled();
        return attempt != other.attempt ? attempt > other.attempt : state.compareTo(other.state) > 0;
    }

    private boolean settled() {
        return switch (state) {
            case DELIVERED, FAILED, COALESCED -> true;
            case UNKNOWN, ATTEMPTED, POSTPONED -> false;
        };
    }
}
