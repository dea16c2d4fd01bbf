package io.neonwatch.notifier.recovery;

import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.neon.NeonException;
import io.neonwatch.neon.recovery.RecoveryBranch;
import io.neonwatch.notifier.kafka.Claim;
import io.neonwatch.notifier.kafka.RecordWriter;
import io.neonwatch.notifier.kafka.Work;
import io.neonwatch.runtime.backoff.Backoff;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.Recovery;
import io.neonwatch.schemas.RecoveryMode;
import io.neonwatch.schemas.RecoveryState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees each requested recovery through to its branch. Every step is in the table before the next is taken, and the
 * branch has a name that a repeat finds, so that a crash anywhere leads to the same one branch.
 */
public final class RecoveryWork implements Work<AlertEvent> {

    private static final Logger LOGGER = LoggerFactory.getLogger(RecoveryWork.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final RecoveryConfig config;
    private final RecoveryRules rules;
    private final RecoveryWords words;
    private final RecoveryTable table;
    private final @Nullable NeonBranches neon;
    private final Failures failures;
    private final InstantSource clock;
    private final MeterRegistry meters;

    /**
     * Whom to tell of a failure.
     *
     * @param intents from the event and the reason
     */
    public record Failures(
            RecordWriter writer, BiFunction<AlertEvent, String, List<ProducerRecord<byte[], byte[]>>> intents) {

        void tell(AlertEvent event, String reason) throws InterruptedException {
            for (ProducerRecord<byte[], byte[]> intent : intents.apply(event, reason)) writer.write(intent);
        }
    }

    /** @param neon null where no mode calls it */
    public RecoveryWork(
            RecoveryConfig config,
            RecoveryTable table,
            @Nullable NeonBranches neon,
            Failures failures,
            InstantSource clock,
            MeterRegistry meters) {
        this.config = config;
        this.rules = new RecoveryRules(config);
        this.words = new RecoveryWords(rules);
        this.table = table;
        this.neon = neon;
        this.failures = failures;
        this.clock = clock;
        this.meters = meters;
    }

    /** Neon does one thing at a time in a project. */
    @Override
    public String lane(AlertEvent event) {
        String target = event.getAlert().getTarget();
        return NeonTarget.parse(target).map(NeonTarget::project).orElse(target);
    }

    @Override
    public void prepare() {
        table.catchUp();
    }

    @Override
    public boolean process(AlertEvent event, Claim claim) throws InterruptedException {
        Recovery wanted = rules.request(event, clock.instant()).orElse(null);
        if (wanted == null) return true;
        Recovery recovery = table.find(wanted.getId()).orElse(null);
        if (recovery == null) recovery = request(event, wanted);
        for (int tries = 1; claim.held(); tries++) {
            switch (rules.next(recovery, clock.instant())) {
                case NONE -> {
                    return true;
                }
                case APPROVE -> recovery = write(recovery, RecoveryState.APPROVED, "approved by mode auto");
                case GIVE_UP -> recovery = fail(event, recovery, "Neon could not be asked within 24 h");
                case CALL -> {
                    if (neon == null) return true;
                    recovery = call(event, recovery, neon);
                    if (!neon.check().ready()) claim.pause(BACKOFF.equalJitter(tries, ThreadLocalRandom.current()));
                }
            }
        }
        return false;
    }

    private Recovery request(AlertEvent event, Recovery wanted) throws InterruptedException {
        if (!RecoveryRules.hasPoint(event.getAlert()))
            return fail(event, wanted, "the alert does not say where the branch should start");
        String detail = wanted.getMode() == RecoveryMode.DRY_RUN
                ? words.dryRun(event.getAlert())
                : wanted.getMode() == RecoveryMode.APPROVE ? "waits for approval" : "";
        return write(wanted, RecoveryState.REQUESTED, detail);
    }

    /** Whatever an earlier call came to: the branch's name tells. */
    private Recovery call(AlertEvent event, Recovery recovery, NeonBranches on) throws InterruptedException {
        try {
            List<String> open = on.othersOpen(recovery);
            if (open.size() >= config.openAllowed())
                return fail(
                        event,
                        recovery,
                        "the project has " + open.size() + " recovery branches already (" + String.join(", ", open)
                                + "); delete one that is no longer needed, or raise notifier.recovery.max_open");
            Recovery calling = write(recovery, RecoveryState.CALLING, "");
            RecoveryBranch requested = on.request(calling);
            Recovery running = write(with(calling, requested), RecoveryState.RUNNING, "");
            RecoveryBranch ready = on.awaitReady(requested);
            on.reached();
            return write(with(running, ready), RecoveryState.READY, "not yet verified");
        } catch (NeonException e) {
            if (!e.kind().temporary()) return fail(event, recovery, String.valueOf(e.getMessage()));
            on.failed(String.valueOf(e.getMessage()));
            return table.find(recovery.getId()).orElse(recovery);
        }
    }

    private Recovery fail(AlertEvent event, Recovery recovery, String reason) throws InterruptedException {
        LOGGER.atError()
                .addKeyValue("rule", recovery.getRule())
                .addKeyValue("episode", recovery.getEpisode())
                .addKeyValue("reason", reason)
                .log("No recovery branch");
        // Told before it is written down: told twice is once, since the intents' ids are the same.
        failures.tell(event, "No recovery branch `" + recovery.getBranchName() + "`: " + reason);
        return write(recovery, RecoveryState.FAILED, reason);
    }

    private Recovery write(Recovery recovery, RecoveryState state, String detail) throws InterruptedException {
        meters.counter("neonwatch.notifier.recoveries", "state", state.name().toLowerCase(Locale.ROOT))
                .increment();
        LOGGER.atInfo()
                .addKeyValue("rule", recovery.getRule())
                .addKeyValue("episode", recovery.getEpisode())
                .addKeyValue("branch", recovery.getBranchName())
                .addKeyValue("state", state)
                .log("Recovery");
        return table.write(Recovery.newBuilder(recovery)
                .setState(state)
                .setUpdatedAt(clock.instant())
                .setDetail(detail)
                .build());
    }

    private static Recovery with(Recovery recovery, RecoveryBranch branch) {
        return Recovery.newBuilder(recovery)
                .setBranchId(branch.id())
                .setOperationIds(branch.operationIds())
                .build();
    }
}
