package io.neonwatch.collector.assignment;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Utils;

/**
 * A part of all servers.
 *
 * @param partitions those that it has
 * @param all how many there are, at least 1
 */
record Share(Set<Integer> partitions, int all) {

    static final Share NOTHING = new Share(Set.of(), 1);

    Share {
        partitions = Set.copyOf(partitions);
    }

    /** By the partition on which Kafka's own producers would put a record with this key. */
    boolean holds(String server) {
        return partitions.contains(Utils.toPositive(Utils.murmur2(server.getBytes(StandardCharsets.UTF_8))) % all);
    }

    Share without(Set<Integer> lost) {
        Set<Integer> left = new TreeSet<>(partitions);
        left.removeAll(lost);
        return new Share(left, all);
    }
}
