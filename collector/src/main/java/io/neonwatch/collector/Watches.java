package io.neonwatch.collector;

import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.collector.fleet.Member;
import io.neonwatch.collector.fleet.ServerTurns;
import io.neonwatch.collector.fleet.StartTimes;
import io.neonwatch.collector.fleet.Watch;
import io.neonwatch.collector.sampling.ApplicationConfig;
import io.neonwatch.collector.sampling.Gate;
import io.neonwatch.collector.sampling.NeonBranch;
import io.neonwatch.collector.sampling.Observation;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.Pace;
import io.neonwatch.collector.sampling.ServerQueries;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.TargetWatch;
import io.neonwatch.collector.sampling.Terms;
import io.neonwatch.collector.sampling.application.ApplicationWatch;
import io.neonwatch.collector.sampling.application.Applications;
import io.neonwatch.collector.sampling.neon.NeonComputes;
import io.neonwatch.collector.sampling.neon.NeonGate;
import io.neonwatch.runtime.health.HealthCheck;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the watch of a target, with everything that it is watched by. */
final class Watches {

    private static final Logger LOGGER = LoggerFactory.getLogger(Watches.class);

    private final CollectorConfig config;
    private final Tenures tenures;
    private final @Nullable NeonComputes computes;
    private final ServerTurns turns;
    private final IntSupplier targets;
    private final Applications applications;
    private final MeterRegistry meters;
    private final Consumer<Observation<?>> output;
    private final Map<String, ServerQueries> queriesByServer = new ConcurrentHashMap<>();
    private final StartTimes startTimes = new StartTimes(new Random());

    /**
     * @param computes null where there is no key to Neon's API
     * @param targets how many there are, to spread their starts
     * @param output takes every record at once, and does not fail
     */
    Watches(
            CollectorConfig config,
            Tenures tenures,
            @Nullable NeonComputes computes,
            ServerTurns turns,
            IntSupplier targets,
            Applications applications,
            MeterRegistry meters,
            Consumer<Observation<?>> output) {
        this.config = config;
        this.tenures = tenures;
        this.computes = computes;
        this.turns = turns;
        this.targets = targets;
        this.applications = applications;
        this.meters = meters;
        this.output = output;
    }

    /** Not started yet. */
    Watch of(Member member) {
        TargetConfig target = member.target();
        Pace pace = new Pace(startTimes.next(targets.getAsInt()), turns.of(member.server()));
        Origin origin = new Origin(target.id(), config.name());
        ApplicationConfig scraped = target.application();
        ApplicationWatch application = scraped == null ? null : applications.watch(origin, scraped);
        TargetWatch watch = new TargetWatch(
                target,
                origin,
                Probes.of(target, config, member.leads(), queriesOf(member), computes),
                new Terms(tenures.of(member), gate(target), config.budget(), pace),
                InstantSource.system(),
                meters,
                output);
        return new Watch() {
            @Override
            public void start() {
                watch.start();
                if (application != null) application.start();
            }

            @Override
            public void stop() {
                if (application != null) application.stop();
                watch.stop();
            }

            @Override
            public HealthCheck healthCheck() {
                return watch.healthCheck();
            }
        };
    }

    private ServerQueries queriesOf(Member member) {
        return queriesByServer.computeIfAbsent(member.server(), _ -> new ServerQueries());
    }

    private Gate gate(TargetConfig target) {
        NeonBranch branch = target.neon();
        if (branch != null && computes != null)
            return new NeonGate(computes, branch, config.letSuspend(), InstantSource.system());
        Advice.onGate(target)
                .ifPresent(advice ->
                        LOGGER.atWarn().addKeyValue("target", target.id()).log(advice));
        return Gate.OPEN;
    }
}
