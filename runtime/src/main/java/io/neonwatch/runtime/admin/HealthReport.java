package io.neonwatch.runtime.admin;

import io.neonwatch.runtime.health.Health;
import io.neonwatch.runtime.health.HealthCheck;
import java.util.List;

/** What {@code /health/ready} answers. */
record HealthReport(boolean ready, List<Check> checks) {

    record Check(String name, boolean ready, String detail) {}

    static HealthReport of(List<HealthCheck> checks) {
        List<Check> results = checks.stream().map(HealthReport::ask).toList();
        return new HealthReport(results.stream().allMatch(Check::ready), results);
    }

    private static Check ask(HealthCheck check) {
        try {
            Health health = check.check();
            return new Check(check.name(), health.ready(), health.detail());
        } catch (RuntimeException e) {
            return new Check(
                    check.name(),
                    false,
                    "the check itself failed: " + e.getClass().getSimpleName());
        }
    }
}
