package io.neonwatch.sandbox.neon;

import io.neonwatch.neon.BranchPoint;
import java.time.Instant;

/** Where the data of branches lives. */
interface BranchStorage {

    /**
     * The point at which a branch would really start.
     *
     * @param oldest the first time at which the parent can be branched
     * @throws Refusal when the parent has no data from then
     */
    BranchPoint resolve(BranchRecord parent, BranchPoint wanted, Instant oldest, Instant now);

    /** Makes the data of a branch; takes as long as it takes. */
    void create(BranchRecord branch);

    /** Starts a database over the data of its branch. */
    void start(EndpointRecord endpoint);

    /** Stops what runs on a branch and removes its data. */
    void delete(BranchRecord branch);
}
