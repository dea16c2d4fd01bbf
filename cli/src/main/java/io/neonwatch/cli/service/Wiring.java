package io.neonwatch.cli.service;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.neonwatch.collector.CollectorApp;
import io.neonwatch.collector.CollectorConfig;
import io.neonwatch.notifier.NotifierApp;
import io.neonwatch.notifier.NotifierConfig;
import io.neonwatch.processor.ProcessorApp;
import io.neonwatch.processor.ProcessorConfig;
import io.neonwatch.processor.rules.RuleCatalogue;
import io.neonwatch.processor.rules.RuleSet;
import io.neonwatch.registry.HttpSchemaRegistry;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.runtime.Service;
import io.neonwatch.runtime.admin.AdminConfig;
import io.neonwatch.runtime.admin.AdminServer;
import io.neonwatch.runtime.config.ConfigException;
import io.neonwatch.runtime.config.ConfigLoader;
import io.neonwatch.runtime.metrics.ProgramMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Makes services from a configuration file. */
public final class Wiring {

    private final ConfigFile file;
    private final Path path;
    private final SchemaRegistry registry;
    private final PrometheusMeterRegistry meters;

    /** @param path of the file, which the collector reads again when it changes */
    public Wiring(ConfigFile file, Path path) {
        this.file = file;
        this.path = path;
        this.registry = new HttpSchemaRegistry(file.schemaRegistry());
        this.meters = new ProgramMetrics().registry();
    }

    /**
     * Every service that has a section, in the order of the data's way, behind the administrative server.
     *
     * @param path of the file
     * @throws ConfigException when there is none
     */
    public static List<Service> everything(ConfigFile.Whole file, Path path) {
        Wiring wiring = new Wiring(file, path);
        List<Service> services = new ArrayList<>();
        if (file.collector() != null) services.add(wiring.collector(file.collector()));
        if (file.processor() != null) services.add(wiring.processor(file.processor()));
        if (file.notifier() != null) services.add(wiring.notifier(file.notifier()));
        if (services.isEmpty())
            throw new ConfigException("nothing to run; add a section collector, processor or notifier to the file");
        return wiring.behindAdmin(services);
    }

    Service collector(CollectorConfig config) {
        return new CollectorApp(config, new ReloadedConfig(path, file), file.kafka(), registry, meters);
    }

    Service processor(ProcessorConfig config) {
        return new ProcessorApp(config, rules(config), file.kafka(), registry, meters);
    }

    Service notifier(NotifierConfig config) {
        return new NotifierApp(config, file.kafka(), registry, meters);
    }

    private static RuleSet rules(ProcessorConfig config) {
        return RuleCatalogue.load(
                new ConfigLoader(System.getenv()), Objects.requireNonNullElse(config.rules(), List.of()));
    }

    /** The administrative server starts first, so that health can be seen while the others start. */
    List<Service> behindAdmin(List<Service> services) {
        AdminConfig admin = Objects.requireNonNullElse(file.admin(), new AdminConfig(null, null));
        var checks = services.stream()
                .flatMap(service -> service.healthChecks().stream())
                .toList();
        List<Service> all = new ArrayList<>();
        all.add(new AdminServer(admin, meters, checks));
        all.addAll(services);
        return all;
    }
}
