package io.neonwatch.collector.sampling;

import io.neonwatch.runtime.health.Health;
import io.neonwatch.runtime.health.HealthCheck;
import io.neonwatch.schemas.Target;
import io.neonwatch.schemas.TargetState;
import io.neonwatch.topic.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Whether a target answers: said once at each change, in the log and on {@code neonwatch.targets}. */
final class TargetStatus implements HealthCheck {

    private static final Logger LOGGER = LoggerFactory.getLogger(TargetStatus.class);

    private final TargetConfig config;
    private final Origin origin;
    private final InstantSource clock;
    private final Consumer<Observation<?>> output;
    private volatile Health health = Health.notReady("not asked yet");
    private TargetState state = TargetState.UNKNOWN;
    private String detail = "";
    private boolean seen;
    private Instant since = Instant.EPOCH;
    private String epoch = "";
    private String serverVersion = "";

    TargetStatus(TargetConfig config, Origin origin, InstantSource clock, Consumer<Observation<?>> output) {
        this.config = config;
        this.origin = origin;
        this.clock = clock;
        this.output = output;
    }

    @Override
    public String name() {
        return "target " + config.name();
    }

    @Override
    public Health check() {
        return health;
    }

    void connected(Server server) {
        boolean restarted = !server.epoch().equals(epoch);
        serverVersion = server.version();
        epoch = server.epoch();
        if (restarted && state == TargetState.ACTIVE && detail.isEmpty()) write("");
        answered();
    }

    void answered() {
        health = Health.READY;
        if (state == TargetState.ACTIVE && detail.isEmpty()) return;
        LOGGER.atInfo()
                .addKeyValue("target", origin.target())
                .addKeyValue("serverVersion", serverVersion)
                .log(seen ? "Target answers again" : "Watching target");
        seen = true;
        enter(TargetState.ACTIVE, "");
    }

    void unanswered(String reason) {
        health = Health.notReady(reason);
        if (state == TargetState.UNREACHABLE && detail.equals(reason)) return;
        LOGGER.atWarn()
                .addKeyValue("target", origin.target())
                .addKeyValue("reason", reason)
                .log("Target does not answer; trying again until it does");
        enter(TargetState.UNREACHABLE, reason);
    }

    /** The collector has failed, so that nothing is known of the target. */
    void failed(Throwable failure) {
        String reason = "the collector failed while watching it, which is a defect; it tries again: " + failure;
        health = Health.notReady(reason);
        if (state == TargetState.UNKNOWN && detail.equals(reason)) return;
        LOGGER.atError()
                .addKeyValue("target", origin.target())
                .setCause(failure)
                .log("Watching the target failed, which is a defect; it is watched again");
        enter(TargetState.UNKNOWN, reason);
    }

    /** It is not connected to, which is not its fault. */
    void closed(Admission.Closed closed) {
        health = closed.healthy() ? new Health(true, closed.reason()) : Health.notReady(closed.reason());
        if (state == closed.state() && detail.equals(closed.reason())) return;
        LOGGER.atLevel(closed.healthy() ? Level.INFO : Level.WARN)
                .addKeyValue("target", origin.target())
                .addKeyValue("state", closed.state())
                .addKeyValue("reason", closed.reason())
                .log("Target is not connected to");
        enter(closed.state(), closed.reason());
    }

    private void enter(TargetState entered, String why) {
        if (state != entered) since = clock.instant();
        state = entered;
        write(why);
    }

    private void write(String why) {
        detail = why;
        NeonBranch neon = config.neon();
        Target target = new Target(
                origin.target(),
                state,
                since,
                detail,
                epoch,
                serverVersion,
                origin.collector(),
                neon == null ? null : neon.project(),
                neon == null ? null : neon.branch(),
                neon == null ? null : neon.endpoint(),
                config.database());
        output.accept(new Observation<>(Topics.TARGETS, origin.target(), target, clock.instant()));
    }
}
