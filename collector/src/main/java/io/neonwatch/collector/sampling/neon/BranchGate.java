package io.neonwatch.collector.sampling.neon;

import io.neonwatch.collector.sampling.Admission;
import io.neonwatch.collector.sampling.Admission.Closed;
import io.neonwatch.collector.sampling.Admission.Open;
import io.neonwatch.collector.sampling.Gate;
import io.neonwatch.collector.sampling.NeonBranch;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.neon.Endpoint;
import io.neonwatch.neon.NeonException;
import io.neonwatch.schemas.TargetState;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks Neon's API before a copy of a target's database is connected to, so that a suspended compute is not woken. */
public final class BranchGate implements Gate {

    private static final Duration CLOSE = Duration.ofSeconds(1);
    private static final String WAKE =
            "; to have it woken by each run set wake: true for the branch under vector.recall.branches";

    private final TargetConfig copy;
    private final @Nullable NeonBranch original;
    private final @Nullable NeonComputes computes;

    /**
     * @param original where on Neon the target is, of which this is a copy; null where that is not known
     * @param computes null where there is no key to Neon's API
     */
    public BranchGate(TargetConfig copy, @Nullable NeonBranch original, @Nullable NeonComputes computes) {
        this.copy = copy;
        this.original = original;
        this.computes = computes;
    }

    @Override
    public Admission admission() throws InterruptedException {
        try {
            return compute().map(this::decide).orElseGet(this::notFound);
        } catch (NeonException e) {
            return copy.isOnNeon() ? closed(TargetState.UNKNOWN, "Neon does not tell: " + e.reason()) : new Open();
        }
    }

    /** A branch is in the project of what it is a branch of, where it is known by its host. */
    private Optional<Seen<Endpoint>> compute() throws InterruptedException {
        if (computes == null || original == null) return Optional.empty();
        return computes.endpointAt(original.project(), copy.hosts(), CLOSE);
    }

    private Admission decide(Seen<Endpoint> seen) {
        if (seen.age().compareTo(NeonGate.TOO_OLD) > 0)
            return closed(TargetState.UNKNOWN, "Neon does not tell: " + seen.problem());
        Endpoint endpoint = seen.value();
        if (endpoint.currentState().equals("active") && !"idle".equals(endpoint.pendingState())) return new Open();
        return closed(TargetState.SUSPENDED, "it is suspended");
    }

    private Admission notFound() {
        if (!copy.isOnNeon()) return new Open();
        return closed(
                TargetState.UNKNOWN,
                "it is none of the target's project, or collector.neon or the target's neon is missing");
    }

    private static Closed closed(TargetState state, String reason) {
        return new Closed(state, "the branch's compute on Neon must not be woken, and " + reason + WAKE, CLOSE);
    }
}
