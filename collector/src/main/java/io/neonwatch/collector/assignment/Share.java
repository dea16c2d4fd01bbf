package io.neonwatch.collector.assignment;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Utils;

/**
 * A part of all targets.
 *
 * @param partitions those that it has
 * @param all how many there are, at least 1
 */
record Share(Set<Integer> partitions, int all) {

    static final Share NOTHING = new Share(Set.of(), 1);

    Share {
        partitions = Set.copyOf(partitions);
    }

    /** By the partition on which Kafka's own producers put the records of the target. */
    boolean holds(String target) {
        return partitions.contains(Utils.toPositive(Utils.murmur2(target.getBytes(StandardCharsets.UTF_8))) % all);
    }

    Share without(Set<Integer> lost) {
        Set<Integer> left = new TreeSet<>(partitions);
        left.removeAll(lost);
        return new Share(left, all);
    }
}
