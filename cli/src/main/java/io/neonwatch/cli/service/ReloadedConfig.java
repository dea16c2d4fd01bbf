package io.neonwatch.cli.service;

import io.neonwatch.cli.service.ConfigFile.OfCollector;
import io.neonwatch.collector.CollectorConfig;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The collector's section of a configuration file, read anew each time; says once when another section has changed. */
final class ReloadedConfig implements Supplier<CollectorConfig> {

    private static final Logger LOGGER = LoggerFactory.getLogger(ReloadedConfig.class);

    private final Path path;
    private final ConfigFile inForce;
    private boolean differs;

    /** @param inForce what the process was started with */
    ReloadedConfig(Path path, ConfigFile inForce) {
        this.path = path;
        this.inForce = inForce;
    }

    /** @throws io.neonwatch.runtime.config.ConfigException naming file, line and key */
    @Override
    public synchronized CollectorConfig get() {
        OfCollector read = ConfigOption.load(path, OfCollector.class);
        boolean differsNow = !read.kafka().equals(inForce.kafka())
                || !read.schemaRegistry().equals(inForce.schemaRegistry())
                || !Objects.equals(read.admin(), inForce.admin());
        if (differsNow && !differs)
            LOGGER.atWarn()
                    .addKeyValue("file", path)
                    .log("The sections kafka, schema_registry and admin are read at the start only; restart for them");
        differs = differsNow;
        return read.collector();
    }
}
