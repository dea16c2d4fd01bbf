package io.neonwatch.collector.sampling;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the probes of one target, each apart from the others: one that fails is said to, and the others go on. */
final class ProbeRounds {

    private static final Logger LOGGER = LoggerFactory.getLogger(ProbeRounds.class);

    private final String target;
    private final List<ScheduledProbe> probes;
    private final TargetConnector connector;
    private final Witness witness;
    private final TargetStatus status;
    private final ProbeJournal journal;
    private final BatchOutput output;
    private final Budget budget;
    private final WatchReport report;
    private final long reportEvery;
    private long reportedAt = System.nanoTime();
    private double[] stretch;

    ProbeRounds(
            String target,
            List<ScheduledProbe> probes,
            TargetConnector connector,
            Witness witness,
            TargetStatus status,
            ProbeJournal journal,
            BatchOutput output,
            Budget budget) {
        this.target = target;
        this.probes = probes;
        this.connector = connector;
        this.witness = witness;
        this.status = status;
        this.journal = journal;
        this.output = output;
        this.budget = budget;
        this.report = new WatchReport(output, connector, journal, budget.share());
        this.reportEvery = VitalProbe.interval(probes).toNanos();
        this.stretch = budget.decide();
    }

    void connected(Server server) {
        budget.restart();
        for (ScheduledProbe scheduled : probes) scheduled.probe().connected(server);
    }

    void disconnected() {
        for (ScheduledProbe scheduled : probes) scheduled.probe().disconnected();
    }

    /**
     * @return whether the probe was answered, and the answer was this collector's to tell
     * @throws SQLException when the connection is lost
     */
    boolean ask(DueProbe due, TargetSession session, ProbeSchedule schedule) throws SQLException, InterruptedException {
        if (!witness.clear(session)) return false;
        ScheduledProbe scheduled = due.scheduled();
        String probe = scheduled.probe().name();
        long start = System.nanoTime();
        Instant asked = output.now();
        double before = connector.cost().seconds();
        double most = Double.POSITIVE_INFINITY;
        try {
            Reading reading = due.read(session.connection());
            most = reading.databaseSeconds();
            Duration duration = since(start);
            // It may be long ago that the question was asked.
            if (!witness.clear(session)) return false;
            if (scheduled.vital()) report.clocks(reading.observedAt(), asked, output.now());
            if (!reading.quiet()) output.write(probe, reading, duration);
            askBetween(scheduled, reading.wish(), schedule);
            if (scheduled.vital()) status.answered();
            journal.answered(probe, duration, reading.shortcoming());
            return true;
        } catch (SQLException e) {
            if (session.lostBy(e)) throw e; // said of the target, not of each of its probes
            journal.failed(probe, since(start), FailureReason.of(e));
            if (scheduled.vital() && witness.clear(session)) unanswered(e, since(start));
        } catch (RuntimeException | Error e) {
            failedInside(probe, since(start), e);
        } finally {
            budget.spent(due, Math.min(most, connector.cost().seconds() - before), System.nanoTime());
        }
        return false;
    }

    private void askBetween(ScheduledProbe scheduled, LookWish wish, ProbeSchedule schedule) {
        long now = System.nanoTime();
        Optional<Long> needed = wish.needed().map(pause -> Math.max(pause.toNanos(), budget.untilLook(true, now)));
        Optional<Long> welcome = wish.welcome().map(pause -> Math.max(pause.toNanos(), budget.untilLook(false, now)));
        Stream.concat(needed.stream(), welcome.stream())
                .min(Comparator.naturalOrder())
                .ifPresent(pause -> schedule.askBetween(scheduled, now + pause));
    }

    /** Asks a probe that needs no database; the others have nothing to say. */
    void askDetached(ScheduledProbe scheduled) {
        if (!(scheduled.probe() instanceof DetachedProbe probe)) return;
        long start = System.nanoTime();
        try {
            Reading reading = probe.readDetached();
            output.write(probe.name(), reading, since(start));
            journal.answered(probe.name(), since(start), reading.shortcoming());
        } catch (RuntimeException | Error e) {
            failedInside(probe.name(), since(start), e);
        }
    }

    /** A text that is too much for one probe is not the others' fault; a virtual machine in trouble is everybody's. */
    private void failedInside(String probe, Duration duration, Throwable failure) {
        if (failure instanceof VirtualMachineError error && !(error instanceof StackOverflowError)) throw error;
        journal.failed(probe, duration, FailureReason.internal(failure));
    }

    /**
     * That a server is away is a failure of the target that answers for the server; it is not one more failure of each of
     * its databases.
     */
    void unanswered(SQLException failure, Duration duration) {
        status.unanswered(FailureReason.of(failure).text());
        ScheduledProbe vital = VitalProbe.of(probes);
        boolean counts = vital.scope() == Scope.SERVER || !ServerOutage.is(failure);
        output.writeUnanswered(vital.probe().name(), counts, duration);
    }

    /** When it is time, reports on the collector's own work and slows it down or not. */
    void review(ProbeSchedule schedule) {
        long now = System.nanoTime();
        if (now - reportedAt < reportEvery) return;
        reportedAt = now;
        boolean slowedBefore = budget.slowed();
        stretch = budget.decide();
        schedule.stretch(stretch, now);
        if (budget.slowed() != slowedBefore) say();
        report.write(probes, stretch);
    }

    /** A new schedule begins with the intervals in force. */
    ProbeSchedule schedule() {
        ProbeSchedule schedule = new ProbeSchedule(probes, System.nanoTime());
        schedule.stretch(stretch, System.nanoTime());
        return schedule;
    }

    private void say() {
        if (budget.slowed())
            LOGGER.atWarn()
                    .addKeyValue("target", target)
                    .addKeyValue("budget", budget.share())
                    .log("Over the collector's budget of database time; its probes are asked less often");
        else
            LOGGER.atInfo()
                    .addKeyValue("target", target)
                    .log("Within the collector's budget again; its probes are asked at their intervals");
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
