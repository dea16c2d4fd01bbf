package io.neonwatch.collector.sampling.relations;

/**
 * A relation, and what happened to it since the last look.
 *
 * @param total the counters since the start of the epoch
 * @param added the counters since the last look; none where there was no look at it in this epoch
 * @param growth bytes since the last look, negative when it shrank; NaN where there was none
 */
record RelationChange(Relation relation, Measures total, Measures added, double growth) {

    double size() {
        return total.get(Measure.SIZE);
    }

    /** Blocks read, from wherever. */
    double activity() {
        double blocks = added.get(Measure.BLOCKS_FETCHED);
        return Double.isNaN(blocks) ? 0 : blocks;
    }
}
