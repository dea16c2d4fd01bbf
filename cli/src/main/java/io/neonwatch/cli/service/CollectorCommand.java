package io.neonwatch.cli.service;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "collector", description = "Run the collector.")
public final class CollectorCommand implements Callable<Integer> {

    @Mixin
    ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws Exception {
        var file = config.load(ConfigFile.OfCollector.class);
        Wiring wiring = new Wiring(file, config.file);
        return ServiceProcess.run(() -> wiring.behindAdmin(List.of(wiring.collector(file.collector()))));
    }
}
