package io.neonwatch.cli.topics;

import io.neonwatch.cli.demo.RunningDemo;
import io.neonwatch.cli.service.ConfigFile;
import io.neonwatch.cli.service.ConfigOption;
import io.neonwatch.registry.RegistryConfig;
import io.neonwatch.runtime.config.ConfigException;
import io.neonwatch.topic.KafkaConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster: the one in a configuration file, the one given by address, or the running demo's. */
final class ClusterOptions {

    private static final Path HERE = Path.of("neonwatch.yaml");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration file; without it ./neonwatch.yaml, else the demo that runs now.")
    @Nullable
    Path config;

    @Option(names = "--bootstrap-server", paramLabel = "HOST:PORT", description = "Kafka, instead of a file.")
    @Nullable
    String bootstrapServer;

    @Option(names = "--registry", paramLabel = "URL", description = "The schema registry, with --bootstrap-server.")
    @Nullable
    URI registry;

    record Cluster(KafkaConfig kafka, @Nullable RegistryConfig registry) {
        RegistryConfig requireRegistry() {
            if (registry == null) throw new ConfigException("--registry: missing; give the schema registry's URL");
            return registry;
        }
    }

    /**
     * @throws ConfigException when no cluster is named, or the file is wrong
     */
    Cluster cluster() {
        if (bootstrapServer != null) {
            RegistryConfig addressed = registry == null ? null : new RegistryConfig(registry);
            return new Cluster(new KafkaConfig(List.of(bootstrapServer), null, null), addressed);
        }
        var loaded = ConfigOption.load(file(), ConfigFile.OfCluster.class);
        return new Cluster(loaded.kafka(), loaded.schemaRegistry());
    }

    private Path file() {
        if (config != null) return config;
        if (Files.isReadable(HERE)) return HERE;
        return new RunningDemo()
                .config()
                .orElseThrow(() -> new ConfigException("which cluster? Give --config FILE or --bootstrap-server"
                        + " HOST:PORT; there is no ./neonwatch.yaml and no demo runs now"));
    }
}
