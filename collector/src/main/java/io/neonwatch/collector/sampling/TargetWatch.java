package io.neonwatch.collector.sampling;

import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.collector.sampling.Turns.Turn;
import io.neonwatch.runtime.backoff.Backoff;
import io.neonwatch.runtime.health.HealthCheck;
import io.neonwatch.schemas.TargetState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches one target on a thread and a connection of its own, so that no target holds up another: asks the probes that
 * are due, one after the other, connects again when the connection is lost, and keeps away while the gate is closed or
 * the target is another collector's.
 */
public final class TargetWatch {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);
    private static final Duration LOOK_WHOSE_AGAIN = Duration.ofSeconds(1);

    private final Origin origin;
    private final TargetConnector connector;
    private final List<ScheduledProbe> probes;
    private final Witness witness;
    private final Gate gate;
    private final Pace pace;
    private final TargetStatus status;
    private final ProbeRounds rounds;
    private final RoundDelay delay;
    private final Backoff backoff;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    /** The last question, as {@link System#nanoTime}; for the watching thread. */
    private long askedAt;

    /**
     * @param probes asked in this order when several are due, and the first again between two others when it is due again;
     *     while the target does not answer, it is tried again at the interval of the vital one at the latest
     * @param output takes every record at once, and does not fail
     */
    public TargetWatch(
            TargetConfig config,
            Origin origin,
            List<ScheduledProbe> probes,
            Terms terms,
            InstantSource clock,
            MeterRegistry meters,
            Consumer<Observation<?>> output) {
        this.origin = origin;
        this.connector = new TargetConnector(config);
        this.probes = probes;
        this.witness = new Witness(terms.tenure(), this::isOwnSession);
        this.gate = terms.gate();
        this.pace = terms.pace();
        this.status = new TargetStatus(config, origin, clock, output);
        this.rounds = new ProbeRounds(
                origin.target(),
                probes,
                connector,
                witness,
                status,
                new ProbeJournal(origin.target(), meters),
                new BatchOutput(origin, clock, output),
                new Budget(probes, terms.budget(), System.nanoTime()));
        this.delay = new RoundDelay(probes, meters);
        this.backoff = new Backoff(VitalProbe.SHORTEST, VitalProbe.interval(probes));
    }

    /** Ready while the target answers, or need not. */
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
        ProbeSchedule detached = rounds.schedule();
        int failures = 0;
        try {
            pause(pace.startAfter());
            while (stopped.getCount() > 0) {
                failures = visit(detached) ? 0 : failures + 1;
                if (failures > 0) pause(backoff.equalJitter(failures, ThreadLocalRandom.current()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when there is to be a pause before the next one, longer each time. */
    private boolean visit(ProbeSchedule detached) throws InterruptedException {
        try {
            if (witness.lost()) {
                pause(LOOK_WHOSE_AGAIN);
                return true;
            }
            switch (gate.admission()) {
                case Admission.Open() -> {
                    return connectAndAsk();
                }
                case Admission.Closed closed -> {
                    keepAway(closed, detached);
                    return true;
                }
            }
        } catch (RuntimeException | Error e) {
            // If the thread ended, nobody would watch the target, and what it has said last would stay as it is.
            if (stopped.getCount() > 0) status.failed(e);
            return false;
        }
    }

    private void keepAway(Admission.Closed closed, ProbeSchedule detached) throws InterruptedException {
        status.closed(closed);
        for (DueProbe due : detached.takeDue(System.nanoTime())) rounds.askDetached(due.scheduled());
        rounds.review(detached);
        pause(closed.lookAgainIn());
    }

    /** False when the target did not answer at all; true when it did, whatever ended it. */
    private boolean connectAndAsk() throws InterruptedException {
        askedAt = System.nanoTime();
        boolean answered = false;
        try (TargetSession session = open()) {
            if (session == null || !witness.clear(session)) return true;
            gate.connected(session.server());
            rounds.connected(session.server());
            status.connected(session.server());
            ProbeSchedule schedule = rounds.schedule();
            GateLooks looks = new GateLooks(gate, System.nanoTime());
            while (true) {
                pause(Duration.ofNanos(
                        Math.min(schedule.untilNext(System.nanoTime()), looks.untilNext(System.nanoTime()))));
                try (Turn _ = pace.turns().take(true)) {
                    if (!looks.stay(session, System.nanoTime())) return true;
                    for (DueProbe asked : schedule.takeDue(System.nanoTime())) {
                        answered |= ask(asked, session, schedule);
                        Optional<DueProbe> first = schedule.takeFirst(System.nanoTime());
                        if (first.isPresent()) answered |= ask(first.get(), session, schedule);
                    }
                    if (!witness.clear(session)) return true;
                }
                rounds.review(schedule);
            }
        } catch (SQLException e) {
            if (stopped.getCount() == 0) throw new InterruptedException();
            // A connection that has worked may just have been ended: only if there is no new one the target is away.
            Duration duration = Duration.ofNanos(System.nanoTime() - askedAt);
            if (!answered && !suspendedMeanwhile() && !witness.lost()) rounds.unanswered(e, duration);
            return answered;
        } finally {
            rounds.disconnected();
            gate.disconnected();
        }
    }

    private boolean ask(DueProbe due, TargetSession session, ProbeSchedule schedule)
            throws SQLException, InterruptedException {
        askedAt = System.nanoTime();
        boolean answered = rounds.ask(due, session, schedule);
        delay.done(due, System.nanoTime());
        return answered;
    }

    /** Null when the gate has closed while this target waited for its turn. */
    private @Nullable TargetSession open() throws SQLException, InterruptedException {
        try (Turn _ = pace.turns().take(false)) {
            return gate.admission() instanceof Admission.Open ? connector.open() : null;
        }
    }

    private boolean suspendedMeanwhile() throws InterruptedException {
        return gate.admission() instanceof Admission.Closed closed && closed.state() == TargetState.SUSPENDED;
    }

    private boolean isOwnSession(int process) {
        return connector.opened(process)
                || probes.stream()
                        .flatMap(scheduled -> scheduled.probe().connectors().stream())
                        .anyMatch(besides -> besides.opened(process));
    }

    private void pause(Duration duration) throws InterruptedException {
        if (stopped.await(duration.toNanos(), TimeUnit.NANOSECONDS)) throw new InterruptedException();
    }
}
