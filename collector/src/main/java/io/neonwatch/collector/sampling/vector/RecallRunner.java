package io.neonwatch.collector.sampling.vector;

import io.neonwatch.collector.sampling.TargetConnector;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs the recall probe now and then, on a thread and a connection of its own, which is open only meanwhile: an exact
 * search takes longer than the other probes can wait.
 */
final class RecallRunner {

    private final RecallConfig config;
    private final TargetConnector connector;
    private final AtomicReference<@Nullable RecallReport> finished = new AtomicReference<>();
    private volatile boolean running;
    private long next;
    private int turn;

    /** @param now by {@link System#nanoTime}, when the first run is due */
    RecallRunner(RecallConfig config, TargetConnector connector, long now) {
        this.config = config;
        this.connector = connector;
        this.next = now;
    }

    /** Starts a run if one is due. */
    void startIfDue(long now) {
        if (!config.on() || running || now - next < 0) return;
        next = now + config.interval().toNanos();
        running = true;
        Thread.ofVirtual().name("recall").start(this::run);
    }

    /** What has been found since the last time; null where nothing has. */
    @Nullable
    RecallReport take() {
        return finished.getAndSet(null);
    }

    private void run() {
        try {
            finished.set(
                    new RecallReport(measure(System.nanoTime() + config.budget().toNanos()), ""));
        } catch (SQLException | RuntimeException e) {
            finished.set(new RecallReport(List.of(), String.valueOf(e.getMessage())));
        } finally {
            running = false;
        }
    }

    private List<RecallResult> measure(long deadline) throws SQLException {
        List<RecallResult> results = new ArrayList<>();
        try (Connection connection = connector.connect()) {
            VectorLook look = VectorLook.read(connection);
            if (!look.present()) return results;
            List<VectorIndex> indexes = inTurn(VectorIndexes.read(connection));
            RecallRun run = new RecallRun(connection, config, deadline);
            for (VectorIndex index : indexes) {
                if (System.nanoTime() - deadline >= 0) break;
                results.add(run.measure(index, look.schema()));
                turn++;
            }
        }
        return results;
    }

    /** Beginning with the one that was not reached the last time. */
    private List<VectorIndex> inTurn(List<IndexSample> samples) {
        List<VectorIndex> indexes =
                new ArrayList<>(samples.stream().map(IndexSample::index).toList());
        if (!indexes.isEmpty()) Collections.rotate(indexes, -(turn % indexes.size()));
        return indexes;
    }
}
