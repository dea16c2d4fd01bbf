package io.neonwatch.collector;

import static java.time.Duration.ofMillis;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.neonwatch.collector.publish.spool.SpoolConfig;
import io.neonwatch.collector.sampling.Intervals;
import io.neonwatch.registry.InMemorySchemaRegistry;
import io.neonwatch.topic.KafkaConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One of several collectors, here or in a program of its own, to be killed or stopped. */
final class CollectorProcess {

    private CollectorProcess() {}

    /**
     * @param spool null for none
     * @param registry in memory it gives the same ids as any other: every collector registers in the same order
     */
    static CollectorApp collector(
            String name,
            GroupTargets targets,
            String kafka,
            @Nullable SpoolConfig spool,
            InMemorySchemaRegistry registry) {
        CollectorConfig config = new TestedCollector(name, targets.all())
                .group(targets.group())
                .intervals(Intervals.all(ofMillis(500)))
                .spool(spool)
                .config();
        return new CollectorApp(config, new KafkaConfig(kafka), registry, new SimpleMeterRegistry());
    }

    static Process start(String name, GroupTargets targets, String kafka) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CollectorProcess.class.getName(),
                        name,
                        targets.group(),
                        Integer.toString(targets.count()),
                        Integer.toString(targets.port()),
                        kafka)
                .inheritIO()
                .start();
    }

    public static void main(String... arguments) throws InterruptedException {
        GroupTargets targets =
                new GroupTargets(arguments[1], Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        collector(arguments[0], targets, arguments[4], null, new InMemorySchemaRegistry())
                .start();
        Thread.currentThread().join();
    }
}
