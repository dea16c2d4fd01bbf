package io.neonwatch.collector.sampling.relations;

/**
 * What tells whether a relation can have another size than before.
 *
 * @param file its {@code relfilenode}: another one when all was written anew
 * @param changes a count that grows with what is written to it, once the writing transaction has ended
 * @param inChange whether somebody is in the middle of such a transaction, or of a vacuum or a build; or whether nobody counts
 */
record Storage(long file, long changes, boolean inChange) {

    boolean sameSizeAs(Storage earlier) {
        return !inChange && !earlier.inChange && file == earlier.file && changes == earlier.changes;
    }
}
