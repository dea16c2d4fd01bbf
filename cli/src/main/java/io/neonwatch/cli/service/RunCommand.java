package io.neonwatch.cli.service;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "run", description = "Run every service that the file configures, in one process.")
public final class RunCommand implements Callable<Integer> {

    @Mixin
    ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws Exception {
        var file = config.load(ConfigFile.Whole.class);
        return ServiceProcess.run(() -> Wiring.everything(file, config.file));
    }
}
