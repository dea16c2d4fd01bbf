package io.neonwatch.collector.sampling.statements;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Which query ids have been looked up, and which of them turned out to be Neonwatch's own. Forgets all when they are too
 * many, and then they are looked up again as they run.
 */
final class KnownTexts {

    private static final int MOST = 50_000;

    /** In ascending order: there are thousands for each of hundreds of servers. */
    private long[] known = {};

    private final Set<Long> own = new HashSet<>();

    boolean contains(long queryId) {
        return Arrays.binarySearch(known, queryId) >= 0;
    }

    /** Others than those that are known. */
    void add(Collection<Long> queryIds) {
        LongStream before = LongStream.empty();
        if (known.length + queryIds.size() <= MOST) before = Arrays.stream(known);
        else own.clear();
        known = LongStream.concat(before, queryIds.stream().mapToLong(Long::longValue))
                .sorted()
                .toArray();
    }

    void addOwn(long queryId) {
        own.add(queryId);
    }

    boolean own(long queryId) {
        return own.contains(queryId);
    }
}
