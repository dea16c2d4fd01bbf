package io.neonwatch.notifier.delivery;

/**
 * The delivery protocol's decision: what to do next, from the ledger alone. A running program and one that starts after
 * a crash therefore decide the same.
 */
final class DeliveryRules {

    /** A second repeat could reach the receiver as a third message. */
    private static final int DOUBTS_ALLOWED = 1;

    private DeliveryRules() {}

    sealed interface Step {

        /** Its outcome is known. */
        record Done() implements Step {}

        /**
         * Write the attempt, then send.
         *
         * @param number from 1
         * @param doubts earlier attempts that may have been received
         */
        record Attempt(int number, int doubts) implements Step {}

        /** It stays in doubt for good. */
        record GiveUp() implements Step {}
    }

    /**
     * What to do next.
     *
     * @param idempotent whether the channel can repeat a message unseen
     */
    static Step next(LedgerEntry entry, boolean idempotent) {
        return switch (entry.state()) {
            case DELIVERED, FAILED, COALESCED -> new Step.Done();
            case UNKNOWN, POSTPONED -> new Step.Attempt(entry.attempt() + 1, entry.doubts());
            case ATTEMPTED -> afterDoubt(entry, idempotent);
        };
    }

    private static Step afterDoubt(LedgerEntry entry, boolean idempotent) {
        if (!idempotent && entry.doubts() >= DOUBTS_ALLOWED) return new Step.GiveUp();
        return new Step.Attempt(entry.attempt() + 1, entry.doubts() + 1);
    }
}
