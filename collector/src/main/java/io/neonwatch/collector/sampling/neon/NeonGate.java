package io.neonwatch.collector.sampling.neon;

import io.neonwatch.collector.sampling.Admission;
import io.neonwatch.collector.sampling.Admission.Closed;
import io.neonwatch.collector.sampling.Admission.Open;
import io.neonwatch.collector.sampling.Gate;
import io.neonwatch.collector.sampling.NeonBranch;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.neon.Endpoint;
import io.neonwatch.neon.NeonException;
import io.neonwatch.neon.NeonException.Kind;
import io.neonwatch.schemas.TargetState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks Neon's API before a compute is connected to, so that a suspended one is never woken, and gives the connection up
 * when nobody but the collector uses the compute, so that it can suspend.
 *
 * <p>A compute that suspends between the look and the connection is woken all the same. The look is at most
 * {@link #CLOSE} old then, and a compute that is about to suspend is not connected to.
 */
public final class NeonGate implements Gate {

    private static final Duration POLL = Duration.ofSeconds(3);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    /** An older state says nothing. */
    static final Duration TOO_OLD = Duration.ofSeconds(15);

    private final NeonComputes computes;
    private final NeonBranch where;
    private final boolean letSuspend;
    private final InstantSource clock;
    private final ComputeUse use;
    private final UsageHistory history = new UsageHistory();
    /** How long nobody uses the compute before it suspends; null when it does not, or not because of us. */
    private @Nullable Duration timeout;
    /** When the compute was last left alone, by its clock; null for never. */
    private @Nullable Instant leftAt;

    private Duration margin = SuspendRules.USUAL_MARGIN;
    private boolean connected;
    private boolean connectedToLeave;

    /** @param letSuspend false to keep the compute awake by watching it */
    public NeonGate(NeonComputes computes, NeonBranch where, boolean letSuspend, InstantSource clock) {
        this.computes = computes;
        this.where = where;
        this.letSuspend = letSuspend;
        this.clock = clock;
        this.use = computes.use(where);
    }

    @Override
    public Admission admission() throws InterruptedException {
        Admission first = admission(POLL);
        return first instanceof Open ? admission(CLOSE) : first;
    }

    private Admission admission(Duration maximumAge) throws InterruptedException {
        try {
            Seen<Endpoint> seen = computes.endpoint(where, maximumAge);
            return seen.age().compareTo(TOO_OLD) > 0 ? unknown(seen.problem()) : decide(seen.value());
        } catch (NeonException e) {
            String reason = e.reason();
            return e.kind() == Kind.NOT_FOUND ? new Closed(TargetState.UNREACHABLE, reason, POLL) : unknown(reason);
        }
    }

    private static Admission unknown(String problem) {
        return new Closed(
                TargetState.UNKNOWN,
                "Neon does not tell whether the compute is awake, and a suspended one must not be woken: " + problem,
                POLL);
    }

    private Admission decide(Endpoint endpoint) {
        if (endpoint.disabled())
            return new Closed(TargetState.UNREACHABLE, "the endpoint is disabled; enable it on Neon", POLL);
        timeout = letSuspend ? SuspendRules.timeout(endpoint) : null;
        if (!endpoint.currentState().equals("active") || "idle".equals(endpoint.pendingState()))
            return new Closed(
                    TargetState.SUSPENDED, "Neon has suspended the compute; it is watched when it is used again", POLL);
        if (timeout == null) return new Open();
        Instant left = leftAt;
        Instant now = clock.instant();
        if (left != null && !SuspendRules.usedByOthers(endpoint, use, left, margin, timeout, now)) return leftAlone();
        if (left == null && SuspendRules.aboutToSuspend(endpoint, timeout, now)) return leftAlone();
        return new Open();
    }

    private static Closed leftAlone() {
        return new Closed(
                TargetState.ACTIVE, "nobody else uses the compute; it is left alone so that Neon can suspend it", POLL);
    }

    @Override
    public void connected(Server server) {
        connectedToLeave = timeout != null;
        use.connected(connectedToLeave);
        connected = true;
    }

    @Override
    public void disconnected() {
        if (connected) use.disconnected(connectedToLeave);
        connected = false;
    }

    @Override
    public Optional<Duration> lookInterval() {
        return Optional.ofNullable(timeout).map(SuspendRules::lookInterval);
    }

    @Override
    public Admission look(Connection connection) throws SQLException {
        Duration limit = timeout;
        if (limit == null) return new Open();
        Usage usage = ComputeLook.at(connection);
        use.looked(usage.observedAt(), history.add(usage, use.sessions()));
        Duration unused = Duration.between(use.lastForeign(), usage.observedAt());
        if (use.keptAwake() || unused.compareTo(SuspendRules.grace(limit)) < 0) return new Open();
        Instant before = leftAt;
        margin = SuspendRules.nextMargin(
                margin, before == null || use.lastForeign().isAfter(before));
        leftAt = usage.observedAt();
        return leftAlone();
    }
}
