package io.neonwatch.collector.sampling;

import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.collector.sampling.Turns.Turn;
import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.runtime.backoff.Backoff;
import io.neonwatch.runtime.health.HealthCheck;
import io.neonwatch.topic.Topics;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches one target on a thread and a connection of its own, so that no target holds up another: asks the probes that
 * are due, one after the other, and connects again when the connection is lost.
 */
public final class TargetWatch {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);

    private final Origin origin;
    private final TargetConnector connector;
    private final List<ScheduledProbe> probes;
    private final Pace pace;
    private final InstantSource clock;
    private final Consumer<Observation<?>> output;
    private final TargetStatus status;
    private final ProbeJournal journal;
    private final Backoff backoff;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    /**
     * @param probes asked in this order when several are due; while the target does not answer, it is tried again at
     *     the interval of the vital one at the latest
     * @param pace when it begins, and for what it must wait
     * @param output takes every record at once, and does not fail
     */
    public TargetWatch(
            TargetConfig config,
            Origin origin,
            List<ScheduledProbe> probes,
            Pace pace,
            InstantSource clock,
            MeterRegistry meters,
            Consumer<Observation<?>> output) {
        this.origin = origin;
        this.connector = new TargetConnector(config);
        this.probes = probes;
        this.pace = pace;
        this.clock = clock;
        this.output = output;
        this.status = new TargetStatus(config, origin, clock, output);
        this.journal = new ProbeJournal(origin.target(), meters);
        this.backoff = new Backoff(FIRST_PAUSE, longestPause(probes));
    }

    /** Ready while the target answers. */
    public HealthCheck healthCheck() {
        return status;
    }

    public synchronized void start() {
        if (stopped.getCount() == 0) return;
        thread = Thread.ofVirtual().name("watch-" + origin.target()).start(this::watch);
    }

    public synchronized void stop() {
        stopped.countDown();
        Thread running = thread;
        if (running == null) return;
        running.interrupt();
        try {
            running.join(STOP_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        int failures = 0;
        try {
            pause(pace.startAfter());
            while (stopped.getCount() > 0) {
                failures = connectAndAsk() ? 0 : failures + 1;
                if (failures > 0) pause(backoff.equalJitter(failures, ThreadLocalRandom.current()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when the target did not answer at all; true when it did and the connection was lost later. */
    private boolean connectAndAsk() throws InterruptedException {
        long start = System.nanoTime();
        boolean answered = false;
        try (TargetSession session = open()) {
            for (ScheduledProbe scheduled : probes) scheduled.probe().connected(session.server());
            status.connected(session.server());
            ProbeSchedule schedule = new ProbeSchedule(probes, System.nanoTime());
            while (true) {
                pause(Duration.ofNanos(schedule.untilNext(System.nanoTime())));
                try (Turn _ = pace.turns().take(true)) {
                    for (ScheduledProbe scheduled : schedule.takeDue(System.nanoTime())) {
                        start = System.nanoTime();
                        answered |= ask(scheduled, session, schedule);
                    }
                }
            }
        } catch (SQLException e) {
            if (stopped.getCount() == 0) throw new InterruptedException();
            // A connection that has worked may just have been ended: only if there is no new one the target is away.
            if (!answered) unanswered(e, since(start));
            return answered;
        }
    }

    private TargetSession open() throws SQLException, InterruptedException {
        try (Turn _ = pace.turns().take(false)) {
            return connector.open();
        }
    }

    /**
     * @return whether the probe was answered
     * @throws SQLException when the connection is lost
     */
    private boolean ask(ScheduledProbe scheduled, TargetSession session, ProbeSchedule schedule) throws SQLException {
        String probe = scheduled.probe().name();
        long start = System.nanoTime();
        try {
            Reading reading = scheduled.probe().read(session.connection());
            Duration duration = since(start);
            write(probe, reading, duration);
            reading.askAgainIn()
                    .ifPresent(pause -> schedule.askBetween(scheduled, System.nanoTime() + pause.toNanos()));
            if (scheduled.vital()) status.answered();
            journal.answered(probe, duration, reading.shortcoming());
            return true;
        } catch (SQLException e) {
            if (session.lostBy(e)) throw e; // said of the target, not of each of its probes
            journal.failed(probe, since(start), reason(e));
            if (scheduled.vital()) unanswered(e, since(start));
        } catch (RuntimeException e) {
            journal.failed(probe, since(start), String.valueOf(e));
        }
        return false;
    }

    private void write(String probe, Reading reading, Duration duration) {
        MetricBatchBuilder batch = new MetricBatchBuilder(origin.target(), probe, reading.observedAt(), clock.instant())
                .collector(origin.collector())
                .epoch(reading.epoch());
        reading.addTo(batch);
        write(probe, batch, reading.observedAt(), duration);
        reading.observations().forEach(output);
    }

    /**
     * So that an alert can fire while the target is away. That a server is away is a failure of the target that answers
     * for the server; it is not one more failure of each of its databases.
     */
    private void unanswered(SQLException failure, Duration duration) {
        status.unanswered(reason(failure));
        ScheduledProbe vital = vital(probes);
        Instant now = clock.instant();
        MetricBatchBuilder batch =
                new MetricBatchBuilder(origin.target(), vital.probe().name(), now, now).collector(origin.collector());
        WatchMetrics.UP.in(batch).row(List.of(), 0);
        if (vital.scope() == Scope.SERVER || !ServerOutage.is(failure))
            WatchMetrics.CONNECTION_FAILURES.in(batch).row(List.of("probe"), 1);
        write(vital.probe().name(), batch, now, duration);
    }

    private void write(String probe, MetricBatchBuilder batch, Instant at, Duration duration) {
        WatchMetrics.PROBE.in(batch).row(List.of(probe), duration.toNanos() / 1e9);
        output.accept(new Observation<>(Topics.METRICS, origin.target(), batch.build(), at));
    }

    private void pause(Duration duration) throws InterruptedException {
        if (stopped.await(duration.toNanos(), TimeUnit.NANOSECONDS)) throw new InterruptedException();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Duration longestPause(List<ScheduledProbe> probes) {
        Duration interval = vital(probes).interval();
        return interval.compareTo(FIRST_PAUSE) > 0 ? interval : FIRST_PAUSE;
    }

    private static ScheduledProbe vital(List<ScheduledProbe> probes) {
        return probes.stream()
                .filter(ScheduledProbe::vital)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of the probes must be vital"));
    }

    /** One line, without the stack of causes. */
    private static String reason(SQLException failure) {
        String message =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        Throwable cause = failure.getCause();
        return cause == null || cause.getMessage() == null || message.contains(cause.getMessage())
                ? message
                : message + " (" + cause.getMessage() + ")";
    }
}
