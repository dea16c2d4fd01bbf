package io.neonwatch.collector.sampling;

/** What is known of whose a target is. Safe for use by many threads. */
public interface Tenure {

    /** For a collector that shares with nobody. */
    Tenure ASSURED = new Tenure() {
        @Override
        public Standing standing() {
            return new Standing.Held();
        }

        @Override
        public void giveUp(Standing.Unconfirmed doubtful) {}
    };

    /** At this moment; answers at once. */
    Standing standing();

    /**
     * Another collector has come to the target. It is {@link Standing.Lost} until it is confirmed to be this collector's.
     *
     * @param doubtful the standing in which that was seen
     */
    void giveUp(Standing.Unconfirmed doubtful);
}
