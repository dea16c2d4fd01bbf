package io.neonwatch.processor;

import io.neonwatch.processor.alerts.AlertTopology;
import io.neonwatch.topic.Topic;
import io.neonwatch.topic.Topics;
import io.neonwatch.topic.TransactionalIds;
import java.util.List;
import java.util.Objects;

/** What the processor needs around it. */
public final class ProcessorDoctor {

    private ProcessorDoctor() {}

    /** The consumer group that the processor is in. */
    public static String group(ProcessorConfig config) {
        return Objects.requireNonNull(config.applicationId());
    }

    /** Kafka Streams makes them up anew on every machine. */
    public static TransactionalIds transactionalIds(ProcessorConfig config) {
        String prefix = group(config) + "-";
        return new TransactionalIds(prefix, prefix + "doctor");
    }

    /** Where Kafka Streams keeps what the processor knows; it makes them itself. */
    public static List<String> ownTopics(ProcessorConfig config) {
        return AlertTopology.STORES.stream()
                .map(store -> group(config) + "-" + store + "-changelog")
                .toList();
    }

    /** What the processor reads. */
    public static List<Topic<?>> reads() {
        return List.of(Topics.METRICS);
    }

    /** What the processor writes to. */
    public static List<Topic<?>> writes() {
        return List.of(Topics.ALERTS, Topics.ALERT_EVENTS, Topics.DEAD_LETTERS);
    }
}
