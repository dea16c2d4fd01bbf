package io.neonwatch.collector.publish;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.neonwatch.collector.publish.spool.SpoolConfig;
import io.neonwatch.registry.RegistryException;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topics;
import java.nio.file.Path;
import org.apache.avro.Schema;

/** Publishes numbered records while neither Kafka nor the registry is there. To be killed. */
final class PublishingProgram {

    private static final SchemaRegistry AWAY = new SchemaRegistry() {
        @Override
        public int register(String subject, Schema schema) {
            throw new RegistryException("away", true, null);
        }

        @Override
        public Schema schema(int id) {
            throw new RegistryException("away", true, null);
        }
    };

    /** Arguments: the spool's directory, the keys' beginning, how many. */
    public static void main(String[] arguments) throws Exception {
        SpoolConfig spool = new SpoolConfig(Path.of(arguments[0]), null, null);
        RecordPublisher publisher =
                new RecordPublisher(new KafkaConfig("127.0.0.1:1"), AWAY, spool, new SimpleMeterRegistry());
        publisher.start();
        for (int number = 0; number < Integer.parseInt(arguments[2]); number++)
            publisher.publish(
                    Topics.TARGETS,
                    NumberedTarget.key(arguments[1], number),
                    NumberedTarget.of(number),
                    NumberedTarget.at(number));
        System.out.println("published");
        Thread.sleep(60_000);
    }
}
