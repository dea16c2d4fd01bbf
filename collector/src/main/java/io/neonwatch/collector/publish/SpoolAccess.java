package io.neonwatch.collector.publish;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.collector.publish.spool.PendingRecord;
import io.neonwatch.collector.publish.spool.Place;
import io.neonwatch.collector.publish.spool.Spool;
import io.neonwatch.collector.publish.spool.SpoolLimits;
import io.neonwatch.collector.publish.spool.Stored;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The spool when the disk can be used. A failure is said once and tried again every second. For one
 * thread.
 */
final class SpoolAccess {

    /** Where and how much; nothing is kept on disk without it. */
    record Settings(Path directory, SpoolLimits limits) {}

    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    @FunctionalInterface
    private interface Access<T> {
        @Nullable
        T to(Spool spool) throws IOException;
    }

    private final @Nullable Settings settings;
    private final PublishJournal journal;
    private final InstantSource clock = InstantSource.system();
    private volatile @Nullable Spool spool;
    private long failedAt;
    private boolean fails;
    private long syncedAt = System.nanoTime();

    SpoolAccess(@Nullable Settings settings, PublishJournal journal, MeterRegistry meters) {
        this.settings = settings;
        this.journal = journal;
        if (settings == null) return;
        Gauge.builder("neonwatch.collector.spool.bytes", this, SpoolAccess::bytes)
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("neonwatch.collector.spool.oldest.age", this, SpoolAccess::oldestAge)
                .baseUnit("seconds")
                .register(meters);
    }

    /** False when no directory is configured. */
    boolean exists() {
        return settings != null;
    }

    /** What the disk has, has to be sent before what is in memory. */
    boolean hasUnread() {
        Spool open = opened();
        return open != null && open.hasUnread();
    }

    /** The oldest that was not read; null also when the disk does not give it. */
    @Nullable
    Stored peek() {
        return access(Spool::peek);
    }

    void advance(Stored stored) {
        Spool open = spool;
        if (open != null) open.advance(stored);
    }

    /**
     * @param read whether the record need not be read again
     * @return null when it could not be kept; then the disk is left alone for a second
     */
    @Nullable
    Place append(PendingRecord record, boolean read) {
        if (pausing()) return null;
        Place place = access(open -> open.append(record, read));
        if (place != null) works();
        return place;
    }

    void done(Place place) {
        Spool open = spool;
        if (open != null) open.done(place);
    }

    /** Between two rounds: remembers what is done, drops what is too old, and asks the disk to keep it once a second. */
    void tidy() {
        access(open -> {
            open.tidy();
            long now = System.nanoTime();
            if (now - syncedAt > PAUSE_NANOS) {
                syncedAt = now;
                open.sync();
            }
            return null;
        });
    }

    void close() {
        Spool open = spool;
        if (open == null) return;
        try {
            open.close();
        } catch (IOException e) {
            journal.diskFails(reason(e));
        }
        spool = null;
    }

    private <T> @Nullable T access(Access<T> access) {
        Spool open = opened();
        if (open == null) return null;
        try {
            return access.to(open);
        } catch (IOException e) {
            fails(e);
            return null;
        }
    }

    private @Nullable Spool opened() {
        Spool open = spool;
        if (open != null || settings == null || pausing()) return open;
        try {
            Spool opened = Spool.open(settings.directory(), settings.limits(), clock, journal);
            spool = opened;
            works();
            return opened;
        } catch (IOException e) {
            fails(e);
            return null;
        }
    }

    private boolean pausing() {
        return fails && System.nanoTime() - failedAt < PAUSE_NANOS;
    }

    private void fails(IOException failure) {
        fails = true;
        failedAt = System.nanoTime();
        journal.diskFails((settings == null ? "" : settings.directory() + ": ") + reason(failure));
    }

    private void works() {
        if (fails) journal.diskWorks();
        fails = false;
    }

    private double bytes() {
        Spool open = spool;
        return open == null ? 0 : open.bytes();
    }

    private double oldestAge() {
        Spool open = spool;
        Instant oldest = open == null ? null : open.oldest().orElse(null);
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1e3);
    }

    private static String reason(IOException failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
