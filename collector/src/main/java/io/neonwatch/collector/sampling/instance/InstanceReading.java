package io.neonwatch.collector.sampling.instance;

import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.WatchMetrics;
import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricFamily;
import io.neonwatch.metrics.MetricGroupBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param comparable the counts before, within the same epoch; null where there are none
 * @param settings all that the user may see
 * @param changed of them, since they were last read
 */
record InstanceReading(
        InstanceCounts counts,
        @Nullable InstanceCounts comparable,
        Connections connections,
        List<Setting> settings,
        List<Setting> changed)
        implements Reading {

    /** Every batch has these, so that an alert on one of them sees it go back to zero. */
    private static final List<String> USUAL_STATES =
            List.of("active", "idle", "idle in transaction", "idle in transaction (aborted)");

    @Override
    public Instant observedAt() {
        return counts.observedAt();
    }

    @Override
    public String epoch() {
        return counts.epoch();
    }

    @Override
    public String shortcoming() {
        return counts.seesAll()
                ? ""
                : "the user may not see what other roles' sessions do; as a superuser run: GRANT pg_monitor TO <the user>";
    }

    @Override
    public void addTo(MetricBatchBuilder batch) {
        WatchMetrics.UP.in(batch).row(List.of(), 1);
        addConnectionsTo(batch);
        addSettingsTo(batch);
        MetricGroupBuilder failures = WatchMetrics.CONNECTION_FAILURES.in(batch);
        failures.row(List.of("probe"), 0);
        if (comparable == null) return;
        batch.intervalStart(comparable.observedAt());
        SessionCounters added = counts.counters().since(comparable.counters());
        failures.row(List.of("sessions_fatal"), added.fatal());
        InstanceMetrics.STARTED.in(batch).row(List.of(), added.started());
        InstanceMetrics.ENDED
                .in(batch)
                .row(List.of("abandoned"), added.abandoned())
                .row(List.of("fatal"), added.fatal())
                .row(List.of("killed"), added.killed());
    }

    private void addConnectionsTo(MetricBatchBuilder batch) {
        Duration uptime = Duration.between(counts.startedAt(), counts.observedAt());
        InstanceMetrics.CONNECTIONS
                .in(batch)
                .row(
                        List.of(),
                        counts.maximum(),
                        counts.limit(),
                        counts.utilization(),
                        uptime.toMillis() / 1e3,
                        counts.startedAt().toEpochMilli() / 1e3);
        MetricGroupBuilder backends = InstanceMetrics.BACKENDS.in(batch);
        for (String state : USUAL_STATES)
            backends.row(List.of(state), connections.byState().getOrDefault(state, 0L));
        connections.byState().forEach((state, sessions) -> {
            if (!USUAL_STATES.contains(state)) backends.row(List.of(state), sessions);
        });
        add(InstanceMetrics.BY_DATABASE, connections.byDatabase(), batch);
        add(InstanceMetrics.BY_USER, connections.byUser(), batch);
        add(InstanceMetrics.BY_APPLICATION, connections.byApplication(), batch);
    }

    private void addSettingsTo(MetricBatchBuilder batch) {
        MetricGroupBuilder values = InstanceMetrics.VALUES.in(batch);
        MetricGroupBuilder pending = InstanceMetrics.PENDING_NAMES.in(batch);
        for (Setting setting : settings) {
            if (!Double.isNaN(setting.number()))
                values.row(
                        List.of(setting.name(), SettingUnit.of(setting.unit()).symbol()), setting.number());
            if (setting.pendingRestart()) pending.row(List.of(setting.name()), 1);
        }
        InstanceMetrics.PENDING
                .in(batch)
                .row(
                        List.of(),
                        settings.stream().filter(Setting::pendingRestart).count());
        MetricGroupBuilder changes = InstanceMetrics.CHANGES.in(batch);
        for (Setting setting : changed)
            changes.row(List.of(setting.name(), setting.value() == null ? "" : setting.value()), 1);
    }

    private static void add(MetricFamily family, Map<String, Long> sessionsByName, MetricBatchBuilder batch) {
        MetricGroupBuilder group = family.in(batch);
        sessionsByName.forEach((name, sessions) -> group.row(List.of(name), sessions));
    }
}
