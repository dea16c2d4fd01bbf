package io.neonwatch.collector.fleet;

import io.neonwatch.runtime.health.Health;
import io.neonwatch.runtime.health.HealthCheck;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Ready while every target answers, whichever they are just now. */
public final class FleetHealth implements HealthCheck {

    private static final int MOST_NAMED = 5;

    private final Supplier<List<HealthCheck>> targets;

    public FleetHealth(Supplier<List<HealthCheck>> targets) {
        this.targets = targets;
    }

    @Override
    public String name() {
        return "targets";
    }

    @Override
    public Health check() {
        List<HealthCheck> all = targets.get();
        List<HealthCheck> away =
                all.stream().filter(target -> !target.check().ready()).toList();
        if (away.isEmpty()) return Health.READY;
        String named = away.stream()
                .limit(MOST_NAMED)
                .map(target -> target.name() + ": " + target.check().detail())
                .collect(Collectors.joining("; "));
        String more = away.size() > MOST_NAMED ? "; ..." : "";
        return Health.notReady(away.size() + " of " + all.size() + " do not answer (" + named + more + ")");
    }
}
