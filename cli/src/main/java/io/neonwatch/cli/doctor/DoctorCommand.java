package io.neonwatch.cli.doctor;

import io.neonwatch.cli.service.ConfigFile;
import io.neonwatch.cli.service.ConfigOption;
import io.neonwatch.runtime.doctor.Finding;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description =
                "Look at the databases, Kafka, the registry, Neon and the receivers that the file names, and say what"
                        + " to fix. Changes nothing and sends no page.",
        footer = "Exit status: 0 all is fine, 1 something is not, 2 wrong usage or configuration.")
public final class DoctorCommand implements Callable<Integer> {

    @Mixin
    ConfigOption config = new ConfigOption();

    @Option(names = "--json", description = "One JSON object on standard output.")
    boolean json;

    @Option(names = "--wake", description = "Connect to suspended computes of Neon too, which wakes them.")
    boolean wake;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<Finding> findings = new Doctor(config.load(ConfigFile.Whole.class), wake).examine();
        var out = spec.commandLine().getOut();
        out.print(json ? JsonReport.of(findings) : TextReport.of(findings));
        out.flush();
        return findings.stream().anyMatch(finding -> finding.verdict().isBad()) ? 1 : 0;
    }
}
