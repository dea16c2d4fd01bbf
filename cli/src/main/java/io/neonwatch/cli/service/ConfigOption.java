package io.neonwatch.cli.service;

import io.neonwatch.runtime.config.ConfigLoader;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --config}. */
public final class ConfigOption {

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration file.")
    Path file = Path.of("neonwatch.yaml");

    public <T> T load(Class<T> type) {
        return load(file, type);
    }

    /**
     * Reads a configuration file, with the environment's variables.
     *
     * @throws io.neonwatch.runtime.config.ConfigException naming file, line and key
     */
    public static <T> T load(Path file, Class<T> type) {
        return new ConfigLoader(System.getenv()).load(file, type);
    }
}
