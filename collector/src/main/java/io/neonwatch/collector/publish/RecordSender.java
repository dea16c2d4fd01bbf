package io.neonwatch.collector.publish;

import io.neonwatch.collector.publish.HandedRecord.Outcome;
import io.neonwatch.collector.publish.WaitingRecords.Waiting;
import io.neonwatch.collector.publish.spool.Place;
import io.neonwatch.collector.publish.spool.Stored;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Takes records from memory to Kafka, in order, in a thread of its own. When that does not succeed for a second they go
 * to the disk, and from there to Kafka when it is back; until the disk is empty everything takes that way.
 */
final class RecordSender implements AutoCloseable {

    private static final long CLOSE_PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(12);
    private static final long IDLE_MILLISECONDS = 50;

    private final WaitingRecords waiting;
    private final Outlet outlet;
    private final SpoolAccess disk;
    private final PublishJournal journal;
    private final long patienceNanos;
    private final InFlight inFlight = new InFlight();
    private final Thread thread = Thread.ofVirtual().name("record-sender").unstarted(this::run);
    private volatile boolean closing;
    private volatile long closingSince;

    /** @param patience how long records may be in memory only while they cannot be sent */
    RecordSender(WaitingRecords waiting, Outlet outlet, SpoolAccess disk, PublishJournal journal, Duration patience) {
        this.waiting = waiting;
        this.outlet = outlet;
        this.disk = disk;
        this.journal = journal;
        this.patienceNanos = patience.toNanos();
    }

    void start() {
        thread.start();
    }

    /** Sends what is left, for some seconds at the most, and keeps the rest on disk. */
    @Override
    public void close() {
        if (closing) return;
        closingSince = System.nanoTime();
        closing = true;
        waiting.wake();
        try {
            // Never interrupted: that would close the spool's files under its hands.
            if (thread.getState() != Thread.State.NEW) thread.join(JOIN_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!finished()) {
                boolean moved = settle();
                if (disk.hasUnread() || stuck()) keep();
                moved |= handOver();
                if (!moved) waiting.await(IDLE_MILLISECONDS);
            }
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean finished() {
        if (!closing) return false;
        boolean nothingLeft = inFlight.isEmpty() && waiting.isEmpty() && !disk.hasUnread();
        // With a spool there is no use in waiting for a broker that is away.
        boolean hopeless = disk.exists() && stuck();
        return nothingLeft || hopeless || System.nanoTime() - closingSince > CLOSE_PATIENCE_NANOS;
    }

    private void end() {
        outlet.close();
        settle();
        keepHanded();
        keepHandedOutOfOrder();
        keep();
        dropRest();
        disk.close();
    }

    /** Forgets what Kafka has, and says so on disk before anything else is handed over. */
    private boolean settle() {
        boolean any = false;
        for (HandedRecord done = inFlight.pollSettled(); done != null; done = inFlight.pollSettled()) {
            Place place = done.place();
            if (place != null) disk.done(place);
            any = true;
        }
        disk.tidy();
        if (inFlight.isWedged(System.nanoTime())) outlet.replace();
        return any;
    }

    private boolean stuck() {
        long now = System.nanoTime();
        HandedRecord handed = inFlight.oldest();
        if (handed != null && now - handed.sinceNanos() > patienceNanos) return true;
        Waiting oldest = waiting.oldest();
        return oldest != null && now - oldest.sinceNanos() > patienceNanos;
    }

    /** From memory to the disk. */
    private void keep() {
        if (!disk.exists() || !keepHanded()) return;
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            if (disk.append(next.record(), false) != null) continue;
            waiting.putBack(next);
            return;
        }
    }

    /** False when the disk does not take them. */
    private boolean keepHanded() {
        // They would come after newer ones.
        if (disk.hasUnread()) return true;
        for (HandedRecord handed : inFlight) {
            if (handed.place() != null || handed.outcome() == Outcome.SETTLED) continue;
            Place place = disk.append(handed.record(), true);
            if (place == null) return false;
            handed.keptAt(place);
        }
        return true;
    }

    /** Better late than never: only after the disk has failed for a while are there any. */
    private void keepHandedOutOfOrder() {
        if (!disk.hasUnread()) return;
        for (HandedRecord handed : inFlight) {
            if (handed.place() != null || handed.outcome() == Outcome.SETTLED) continue;
            Place place = disk.append(handed.record(), false);
            if (place != null) handed.keptAt(place);
        }
    }

    private boolean handOver() {
        if (!outlet.isOpen() || !handOverAgain()) return false;
        boolean moved = false;
        while (inFlight.hasRoom() && handOverNext()) moved = true;
        return moved;
    }

    /** What Kafka has not taken at the first try is sent before anything newer. */
    private boolean handOverAgain() {
        for (HandedRecord handed : inFlight)
            if (handed.outcome() == Outcome.AGAIN && !outlet.send(handed)) return false;
        return true;
    }

    private boolean handOverNext() {
        return disk.hasUnread() ? handOverStored(disk.peek()) : handOverWaiting(waiting.poll());
    }

    private boolean handOverStored(@Nullable Stored stored) {
        if (stored == null) return false;
        HandedRecord handed = new HandedRecord(stored.record(), System.nanoTime(), stored.place());
        if (!handOver(handed)) return false;
        disk.advance(stored);
        return true;
    }

    private boolean handOverWaiting(@Nullable Waiting next) {
        if (next == null) return false;
        if (handOver(new HandedRecord(next.record(), next.sinceNanos(), null))) return true;
        waiting.putBack(next);
        return false;
    }

    private boolean handOver(HandedRecord handed) {
        inFlight.add(handed);
        boolean taken = outlet.send(handed);
        if (!taken) inFlight.removeLast();
        return taken;
    }

    private void dropRest() {
        for (HandedRecord handed : inFlight)
            if (handed.place() == null && handed.outcome() != Outcome.SETTLED)
                journal.dropped(handed.record().topic(), 1, DropReason.STOPPED, "");
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll())
            journal.dropped(next.record().topic(), 1, DropReason.STOPPED, "");
    }
}
