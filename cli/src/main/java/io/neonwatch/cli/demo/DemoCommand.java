package io.neonwatch.cli.demo;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = "Run the whole pipeline on embedded real parts, with a workload and a scripted incident.",
        footer = "Exit status with --once: 0 when every expected outcome was seen, else 1.")
public final class DemoCommand implements Callable<Integer> {

    @Option(names = "--once", description = "End after the incident instead of staying up until Ctrl-C.")
    boolean once;

    @Option(names = "--json", description = "One JSON object per line on standard output, and nothing else there.")
    boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Stopwatch stopwatch = new Stopwatch();
        var out = spec.commandLine().getOut();
        Reporter reporter = json ? new JsonReporter(out, stopwatch) : new TextReporter(out, stopwatch);
        try (Demo demo = new Demo(reporter)) {
            Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "stop"));
            boolean passed = demo.play();
            if (!once) demo.stayUp();
            return passed ? 0 : 1;
        }
    }
}
