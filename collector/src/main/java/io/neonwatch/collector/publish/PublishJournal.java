package io.neonwatch.collector.publish;

import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.collector.publish.spool.SpoolJournal;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what was published and what was dropped, and says so once when dropping begins and when it ends. */
final class PublishJournal implements SpoolJournal {

    private static final Logger LOGGER = LoggerFactory.getLogger(PublishJournal.class);

    private final MeterRegistry meters;
    private final AtomicLong droppedInARow = new AtomicLong();
    private boolean diskFails;

    PublishJournal(MeterRegistry meters) {
        this.meters = meters;
    }

    void published(String topic, boolean replayed) {
        count("published", topic);
        if (replayed) count("replayed", topic);
        long dropped = droppedInARow.getAndSet(0);
        if (dropped > 0) LOGGER.atInfo().addKeyValue("dropped", dropped).log("Records are no longer dropped");
    }

    /**
     * @param reason one word, for the metric
     * @param detail for people
     */
    void dropped(String topic, long records, DropReason reason, String detail) {
        meters.counter("neonwatch.collector.records.dropped", "topic", topic, "reason", reason.tag())
                .increment(records);
        if (droppedInARow.getAndAdd(records) == 0)
            LOGGER.atError()
                    .addKeyValue("topic", topic)
                    .addKeyValue("reason", reason.text() + (detail.isEmpty() ? "" : ": " + detail))
                    .log("Records are dropped");
    }

    @Override
    public void dropped(String topic, long records, Loss loss) {
        dropped(topic, records, DropReason.of(loss), "");
    }

    @Override
    public void tornTailCut(Path file, long bytes) {
        LOGGER.atWarn()
                .addKeyValue("file", file)
                .addKeyValue("bytes", bytes)
                .log("The last write to the spool was not finished; what was whole is kept");
    }

    @Override
    public void setAside(Path copy, String reason) {
        LOGGER.atError()
                .addKeyValue("file", copy)
                .addKeyValue("reason", reason)
                .log("A spool file is broken; a copy is set aside, to be looked at and deleted");
    }

    /** Said once, until {@link #diskWorks}. */
    void diskFails(String reason) {
        if (!diskFails)
            LOGGER.atError()
                    .addKeyValue("reason", reason)
                    .log("The spool cannot be used; records wait in memory until it can");
        diskFails = true;
    }

    void diskWorks() {
        if (diskFails) LOGGER.atInfo().log("The spool can be used again");
        diskFails = false;
    }

    private void count(String what, String topic) {
        meters.counter("neonwatch.collector.records." + what, "topic", topic).increment();
    }
}
