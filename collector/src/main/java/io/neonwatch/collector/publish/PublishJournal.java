package io.neonwatch.collector.publish;

import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.topic.Topic;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what was published and what was dropped, and says so once when dropping begins and when it ends. */
final class PublishJournal {

    private static final Logger LOGGER = LoggerFactory.getLogger(PublishJournal.class);

    private final MeterRegistry meters;
    private final AtomicLong droppedInARow = new AtomicLong();

    PublishJournal(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param failure null when the broker has the record */
    void outcome(Topic<?> topic, @Nullable Exception failure) {
        if (failure == null) published(topic);
        else dropped(topic, String.valueOf(failure.getMessage()));
    }

    void dropped(Topic<?> topic, String reason) {
        meters.counter("neonwatch.collector.records.dropped", "topic", topic.name())
                .increment();
        if (droppedInARow.getAndIncrement() == 0)
            LOGGER.atError()
                    .addKeyValue("topic", topic.name())
                    .addKeyValue("reason", reason)
                    .log("Records are dropped");
    }

    private void published(Topic<?> topic) {
        meters.counter("neonwatch.collector.records.published", "topic", topic.name())
                .increment();
        long dropped = droppedInARow.getAndSet(0);
        if (dropped > 0) LOGGER.atInfo().addKeyValue("dropped", dropped).log("Records are no longer dropped");
    }
}
