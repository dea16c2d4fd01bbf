package io.neonwatch.processor;

import io.neonwatch.topic.Topic;
import io.neonwatch.topic.Topics;
import java.util.List;

/** What the processor needs around it. */
public final class ProcessorDoctor {

    private ProcessorDoctor() {}

    /** What the processor reads. */
    public static List<Topic<?>> reads() {
        return List.of(Topics.METRICS);
    }

    /** What the processor writes to. */
    public static List<Topic<?>> writes() {
        return List.of(Topics.ALERTS, Topics.ALERT_EVENTS, Topics.DEAD_LETTERS);
    }
}
