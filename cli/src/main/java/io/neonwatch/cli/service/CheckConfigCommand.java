package io.neonwatch.cli.service;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check-config",
        description = "Check the configuration file, and the rules it names, without running anything.")
public final class CheckConfigCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The configuration file.")
    Path file = Path.of("neonwatch.yaml");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Override
    public Integer call() {
        Wiring.everything(ConfigOption.load(file, ConfigFile.Whole.class), file);
        spec.commandLine().getOut().println(file + ": good");
        return 0;
    }
}
