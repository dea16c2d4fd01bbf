package io.neonwatch.collector;

import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import io.neonwatch.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/**
 * Targets to be shared, each a database of its own on what looks like a server of its own: by a second host in the address,
 * which nobody connects to while the first one answers.
 *
 * @param group of the collectors; the names of the targets begin with it
 * @param port of the one PostgreSQL that there is
 */
record GroupTargets(String group, int count, int port) {

    /** Whatever share a collector has, there is something to watch. */
    static GroupTargets onEveryPartition(String prefix, int count, int port) {
        return Stream.generate(() -> prefix + "-" + UUID.randomUUID().toString().substring(0, 8))
                .map(group -> new GroupTargets(group, count, port))
                .filter(targets -> targets.partitions() == Topics.TARGETS.partitions())
                .findFirst()
                .orElseThrow();
    }

    /** Once for each server. */
    static void createDatabases(EmbeddedPostgres postgres, int count) {
        for (int number = 0; number < count; number++) postgres.createDatabase("shop_" + number, "owner_" + number);
    }

    List<TargetConfig> all() {
        return IntStream.range(0, count).mapToObj(this::target).toList();
    }

    List<String> names() {
        return all().stream().map(TargetConfig::name).toList();
    }

    private TargetConfig target(int number) {
        String name = group + "-" + number;
        String hosts = "127.0.0.1:" + port + "," + name + ".invalid:" + port;
        return new TargetConfig(name, "jdbc:postgresql://" + hosts + "/shop_" + number, "postgres", null, null);
    }

    private long partitions() {
        return all().stream()
                .map(target -> target.server().getBytes(StandardCharsets.UTF_8))
                .map(server -> Utils.toPositive(Utils.murmur2(server)) % Topics.TARGETS.partitions())
                .distinct()
                .count();
    }
}
