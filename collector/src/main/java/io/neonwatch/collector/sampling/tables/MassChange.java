package io.neonwatch.collector.sampling.tables;

/**
 * How many rows an interval changed beyond what is ordinary, and of how many.
 *
 * @param deleted rows; 0 when the deletes are made up for by inserts, or were rolled back
 * @param updated rows above three times the usual; NaN while it is not known what is usual
 * @param rowsBefore estimated live rows at the interval's start
 */
record MassChange(double deleted, double updated, double rowsBefore) {

    private static final double USUAL_FACTOR = 3;

    static MassChange of(TableChange change, UpdateRate usual) {
        return new MassChange(
                deleted(change), updated(change, usual), change.before().rows());
    }

    private static double deleted(TableChange change) {
        long net = Math.max(0, change.deleted() - change.inserted());
        // A rollback is in the counters but not in the estimate of live rows. The estimate says so only if it was high
        // enough to fall, and if no vacuum or analyze has corrected it meanwhile.
        boolean telling = change.withoutMaintenance() && change.before().live() >= net;
        return telling ? Math.clamp(change.before().live() - change.now().live(), 0, net) : net;
    }

    private static double updated(TableChange change, UpdateRate usual) {
        return usual.known()
                ? Math.max(0, change.updated() - USUAL_FACTOR * usual.usual(change.interval()))
                : Double.NaN;
    }
}
