package io.neonwatch.collector.sampling.vector;

import io.neonwatch.collector.sampling.Gate;
import io.neonwatch.collector.sampling.TargetConnector;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs the recall probe now and then, on a thread and a connection of its own, which is open only meanwhile: an exact
 * search takes longer than the other probes can wait.
 */
final class RecallRunner {

    private final RecallConfig config;
    private final TargetConnector connector;
    private final Gate gate;
    private final RecallSchedule schedule;
    private final AtomicReference<@Nullable RecallReport> finished = new AtomicReference<>();
    private final AtomicInteger turn = new AtomicInteger();
    private @Nullable RecallTask last;

    RecallRunner(RecallConfig config, TargetConnector connector, Gate gate, RecallSchedule schedule) {
        this.config = config;
        this.connector = connector;
        this.gate = gate;
        this.schedule = schedule;
    }

    /** Starts a run if one is due. */
    void startIfDue(long now) {
        if (!config.on() || last != null && last.running() || !schedule.takeDue(now)) return;
        last = new RecallTask(config, connector, gate, turn, finished::set);
        last.start();
    }

    /** Ends a run that there may be; the next one is when it would have been anyway. */
    void stop() {
        if (last != null) last.end();
    }

    /** What has been found since the last time; null where nothing has. */
    @Nullable
    RecallReport take() {
        return finished.getAndSet(null);
    }
}
