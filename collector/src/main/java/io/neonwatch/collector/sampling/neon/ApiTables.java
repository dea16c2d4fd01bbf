package io.neonwatch.collector.sampling.neon;

import io.neonwatch.collector.sampling.MetricRow;
import io.neonwatch.collector.sampling.MetricTable;
import io.neonwatch.metrics.MetricFamily;
import io.neonwatch.neon.Branch;
import io.neonwatch.neon.Endpoint;
import io.neonwatch.neon.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Neon's API says of a compute and its branch, as rows; counters as they stand. Pure. */
final class ApiTables {

    private static final String UNKNOWN = "unknown";
    private static final List<String> USUAL_STATES = List.of("active", "idle", "init", UNKNOWN);

    private ApiTables() {}

    /** @param endpoint null when its state is not known */
    static MetricTable state(@Nullable Endpoint endpoint) {
        String state = endpoint == null ? UNKNOWN : endpoint.currentState();
        List<MetricRow> rows = new ArrayList<>();
        for (String usual : USUAL_STATES) rows.add(row(usual, usual.equals(state) ? 1 : 0));
        if (!USUAL_STATES.contains(state)) rows.add(row(state, 1));
        return new MetricTable(NeonMetrics.STATE, rows);
    }

    static MetricTable compute(Endpoint endpoint, Instant now) {
        Instant lastActive = endpoint.lastActive();
        Duration timeout = SuspendRules.timeout(endpoint);
        return single(
                NeonMetrics.COMPUTE,
                timeout == null ? -1 : timeout.toSeconds(),
                lastActive == null
                        ? Double.NaN
                        : Math.max(0, Duration.between(lastActive, now).toSeconds()));
    }

    static MetricTable branchState(Branch branch) {
        return new MetricTable(NeonMetrics.BRANCH_STATE, List.of(row(branch.currentState(), 1)));
    }

    static MetricTable branch(Branch branch) {
        return single(
                NeonMetrics.BRANCH,
                size(branch),
                branch.activeTimeSeconds(),
                branch.computeTimeSeconds(),
                branch.writtenDataBytes());
    }

    static MetricTable project(Project project, Branch branch) {
        double limit = project.branchLogicalSizeLimitBytes() > 0 ? project.branchLogicalSizeLimitBytes() : Double.NaN;
        return single(NeonMetrics.PROJECT, limit, size(branch) / limit, project.historyRetentionSeconds());
    }

    private static double size(Branch branch) {
        Long size = branch.logicalSize();
        return size == null ? Double.NaN : size;
    }

    private static MetricRow row(String state, double value) {
        return new MetricRow(List.of(state), List.of(value));
    }

    private static MetricTable single(MetricFamily family, double... values) {
        List<Double> boxed = Arrays.stream(values).boxed().toList();
        return new MetricTable(family, List.of(new MetricRow(List.of(), boxed)));
    }
}
