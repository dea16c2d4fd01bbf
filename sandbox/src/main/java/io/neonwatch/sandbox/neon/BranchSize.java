package io.neonwatch.sandbox.neon;

import org.jspecify.annotations.Nullable;

/**
 * How large the default branches are.
 *
 * @param bytes null where nobody has measured them
 * @param limit bytes that a branch may grow to; 0 for no limit
 */
record BranchSize(@Nullable Long bytes, long limit) {

    static final BranchSize UNKNOWN = new BranchSize(null, 0);
}
