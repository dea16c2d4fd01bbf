package io.neonwatch.collector.fleet.discovery;

import io.neonwatch.collector.fleet.Limits;
import io.neonwatch.collector.fleet.ServerTurns;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.runtime.health.Health;
import io.neonwatch.runtime.health.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All targets that there are: those of the configuration, and those that its entries lead to. */
public final class Inventory implements HealthCheck {

    /** How often servers and projects are looked at again. */
    public static final Duration LOOK_INTERVAL = Duration.ofMinutes(1);

    private final Limits limits;
    private final ServerTurns turns;
    private final @Nullable NeonProjects neon;
    private final Duration interval;
    private final DoubledTargets doubled = new DoubledTargets();
    private List<TargetConfig> entries = List.of();
    private Map<Object, Lookout> lookoutByEntry = new LinkedHashMap<>();
    private boolean started;

    /**
     * @param turns taken for each look at a server
     * @param neon needed where there are projects
     * @param interval between two looks
     */
    public Inventory(Limits limits, ServerTurns turns, @Nullable NeonProjects neon, Duration interval) {
        this.limits = limits;
        this.turns = turns;
        this.neon = neon;
        this.interval = interval;
    }

    /** What the configuration has now. An entry that changed keeps its databases until it was looked at again. */
    public synchronized void use(List<TargetConfig> targets, List<ProjectConfig> projects) {
        Map<Object, Lookout> next = new LinkedHashMap<>();
        for (TargetConfig entry : targets) if (entry.databases() != null) next.put(entry, lookout(entry));
        for (ProjectConfig project : projects) next.put(project, lookout(project));
        for (Lookout lookout : lookoutByEntry.values()) if (!next.containsValue(lookout)) lookout.stop();
        doubled.look(targets);
        entries = List.copyOf(targets);
        lookoutByEntry = next;
        if (started) next.values().forEach(Lookout::start);
    }

    /** In the order of the configuration, those of projects last; answers at once. */
    public synchronized List<TargetConfig> targets() {
        List<TargetConfig> targets = new ArrayList<>();
        for (TargetConfig entry : entries) if (entry.databases() == null) targets.add(entry);
        for (Lookout lookout : lookoutByEntry.values()) targets.addAll(lookout.targets());
        return targets;
    }

    public synchronized void start() {
        started = true;
        lookoutByEntry.values().forEach(Lookout::start);
    }

    public synchronized void stop() {
        lookoutByEntry.values().forEach(Lookout::stop);
    }

    @Override
    public String name() {
        return "discovery";
    }

    /** Ready while every entry can be looked at. */
    @Override
    public synchronized Health check() {
        String away = lookoutByEntry.values().stream()
                .filter(lookout -> !lookout.check().ready())
                .map(lookout -> lookout.name() + ": " + lookout.check().detail())
                .collect(Collectors.joining("; "));
        return away.isEmpty() ? Health.READY : Health.notReady(away);
    }

    private Lookout lookout(TargetConfig server) {
        Lookout same = lookoutByEntry.get(server);
        if (same != null) return same;
        List<TargetConfig> before = lookoutByEntry.entrySet().stream()
                .filter(known -> known.getKey() instanceof TargetConfig other
                        && other.name().equals(server.name()))
                .flatMap(known -> known.getValue().targets().stream())
                .toList();
        // A server that cannot be reached at first must be seen to be away: through the one database known of it.
        List<TargetConfig> standIn = List.of(server.of(server.database()));
        ServerLook look = new ServerLook(server, turns.of(server.server()));
        return new Lookout(server.name(), look, interval, limits.perEntry(), before, standIn);
    }

    private Lookout lookout(ProjectConfig project) {
        Lookout same = lookoutByEntry.get(project);
        if (same != null) return same;
        List<TargetConfig> before = lookoutByEntry.entrySet().stream()
                .filter(known -> known.getKey() instanceof ProjectConfig other
                        && other.project().equals(project.project()))
                .flatMap(known -> known.getValue().targets().stream())
                .toList();
        if (neon == null) throw new IllegalArgumentException("projects need neon with an api_key");
        NeonLook look = new NeonLook(project, neon, limits.perEntry());
        return new Lookout(project.project(), look, interval, limits.perEntry(), before, List.of());
    }
}
