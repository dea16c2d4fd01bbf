package io.neonwatch.collector.sampling.vector;

import io.neonwatch.collector.sampling.Admission;
import io.neonwatch.collector.sampling.Gate;
import io.neonwatch.collector.sampling.RoleRights;
import io.neonwatch.collector.sampling.TargetConnector;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** One run, on a thread and a connection of its own, until it has finished or is ended. */
final class RecallTask {

    private static final Duration END_PATIENCE = Duration.ofSeconds(1);

    private final RecallConfig config;
    private final TargetConnector connector;
    private final Gate gate;
    private final AtomicInteger turn;
    private final Consumer<RecallReport> finished;
    private final Thread thread = Thread.ofVirtual().name("recall").unstarted(this::run);
    private volatile @Nullable Connection connection;
    private volatile boolean ended;

    /**
     * @param gate asked before anything is connected to
     * @param turn counts the indexes that all runs have measured
     * @param finished told of the run, unless it is ended
     */
    RecallTask(
            RecallConfig config,
            TargetConnector connector,
            Gate gate,
            AtomicInteger turn,
            Consumer<RecallReport> finished) {
        this.config = config;
        this.connector = connector;
        this.gate = gate;
        this.turn = turn;
        this.finished = finished;
    }

    void start() {
        thread.start();
    }

    boolean running() {
        return thread.isAlive();
    }

    /** Ends it, also in the middle of a search; what it has found is lost. Waits for a second at most. */
    void end() {
        if (!running()) return;
        ended = true;
        Thread.ofVirtual().name("recall-end").start(this::cancel);
        try {
            thread.join(END_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cancel() {
        Connection open = connection;
        try {
            // A server does not notice that a client is gone before it has something to send to it.
            if (open != null) open.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            // Then the statement ends at its timeout.
        } finally {
            // Closes the socket that a virtual thread waits at, whether it is connecting or searching.
            thread.interrupt();
        }
    }

    private void run() {
        try {
            report(
                    switch (gate.admission()) {
                        case Admission.Open() ->
                            new RecallReport(
                                    measure(System.nanoTime() + config.budget().toNanos()), "");
                        case Admission.Closed closed -> new RecallReport(List.of(), closed.reason());
                    });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException e) {
            report(new RecallReport(List.of(), String.valueOf(e.getMessage())));
        }
    }

    private void report(RecallReport report) {
        if (!ended) finished.accept(report);
    }

    private List<RecallResult> measure(long deadline) throws SQLException {
        List<RecallResult> results = new ArrayList<>();
        try (Connection opened = connector.connect()) {
            connection = opened;
            VectorLook look = VectorLook.read(opened);
            if (!look.present()) return results;
            List<VectorIndex> indexes = inTurn(VectorIndexes.read(opened));
            RecallRun run = new RecallRun(opened, RoleRights.of(opened), config, deadline);
            for (VectorIndex index : indexes) {
                if (ended || System.nanoTime() - deadline >= 0) break;
                results.add(run.measure(index, look.schema()));
                turn.incrementAndGet();
            }
        }
        return results;
    }

    /** Beginning with the one that was not reached the last time. */
    private List<VectorIndex> inTurn(List<IndexSample> samples) {
        List<VectorIndex> indexes =
                new ArrayList<>(samples.stream().map(IndexSample::index).toList());
        if (!indexes.isEmpty()) Collections.rotate(indexes, -(turn.get() % indexes.size()));
        return indexes;
    }
}
