package io.neonwatch.collector;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.neonwatch.collector.sampling.Intervals;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.registry.InMemorySchemaRegistry;
import io.neonwatch.topic.KafkaConfig;
import java.util.List;
import java.util.stream.IntStream;

/** A collector in a program of its own, to be killed. It watches one database under several names. */
final class CollectorProcess {

    private CollectorProcess() {}

    /** Its registry gives the same ids as any other in memory: every collector registers in the same order. */
    static CollectorApp collector(
            String name, String group, int targets, String kafka, int postgresPort, InMemorySchemaRegistry registry) {
        String url = "jdbc:postgresql://127.0.0.1:" + postgresPort + "/postgres";
        List<TargetConfig> databases = IntStream.range(0, targets)
                .mapToObj(number -> new TargetConfig(group + "-" + number, url, "postgres", null, null))
                .toList();
        CollectorConfig config = new CollectorConfig(
                name,
                group,
                ofSeconds(1),
                Intervals.all(ofMillis(500)),
                null,
                null,
                null,
                null,
                1.0,
                null,
                null,
                null,
                databases,
                null);
        return new CollectorApp(config, new KafkaConfig(kafka), registry, new SimpleMeterRegistry());
    }

    public static void main(String... arguments) throws InterruptedException {
        collector(
                        arguments[0],
                        arguments[1],
                        Integer.parseInt(arguments[2]),
                        arguments[3],
                        Integer.parseInt(arguments[4]),
                        new InMemorySchemaRegistry())
                .start();
        Thread.currentThread().join();
    }
}
