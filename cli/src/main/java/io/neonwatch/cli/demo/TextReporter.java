package io.neonwatch.cli.demo;

import io.neonwatch.cli.demo.DemoEvent.AlertFiring;
import io.neonwatch.cli.demo.DemoEvent.AlertResolved;
import io.neonwatch.cli.demo.DemoEvent.ConditionStarted;
import io.neonwatch.cli.demo.DemoEvent.Delivered;
import io.neonwatch.cli.demo.DemoEvent.Measured;
import io.neonwatch.cli.demo.DemoEvent.RecoveryReady;
import io.neonwatch.cli.demo.DemoEvent.Result;
import io.neonwatch.cli.demo.DemoEvent.StackReady;
import java.io.PrintWriter;
import java.util.Locale;

/** One line per event, for a person. */
final class TextReporter implements Reporter {

    private final PrintWriter out;
    private final Stopwatch stopwatch;

    TextReporter(PrintWriter out, Stopwatch stopwatch) {
        this.out = out;
        this.stopwatch = stopwatch;
    }

    @Override
    public void report(DemoEvent event) {
        switch (event) {
            case StackReady ready -> {
                print("ready", "everything runs:");
                ready.addresses().forEach((name, address) -> out.printf("             %-17s %s%n", name, address));
                out.println();
                out.flush();
            }
            case Measured measured ->
                print(
                        "measured",
                        "%s: %d metrics in %d series",
                        measured.probe(),
                        measured.metrics(),
                        measured.series());
            case ConditionStarted started ->
                print("database", "%s: %s (%.2f)", started.rule(), started.severity(), started.value());
            case AlertFiring firing ->
                print(
                        "ALERT",
                        "%s %s: %s",
                        firing.severity().toUpperCase(Locale.ROOT),
                        firing.rule(),
                        firing.summary());
            case Delivered delivered ->
                print(
                        delivered.channel(),
                        "received %s %s, %d ms after the fact",
                        delivered.rule(),
                        delivered.action().equals("resolved") ? "resolved" : delivered.severity(),
                        delivered.latencyMs());
            case RecoveryReady ready ->
                print("neon", "recovery branch %s (%s) is there, not verified", ready.branchName(), ready.branchId());
            case AlertResolved resolved -> print("resolved", "%s", resolved.rule());
            case Result result -> result(result);
        }
    }

    @Override
    public void narrate(String sentence) {
        print("script", "%s", sentence);
    }

    private void result(Result result) {
        print(
                result.passed() ? "PASSED" : "FAILED",
                "%d of %d expected outcomes were seen",
                result.seen(),
                result.expected());
        result.missing().forEach(outcome -> out.println("             missing: " + outcome));
        result.repeated().forEach(outcome -> out.println("             more than once: " + outcome));
        result.unexpected().forEach(outcome -> out.println("             not expected: " + outcome));
        out.flush();
    }

    private synchronized void print(String who, String format, Object... values) {
        out.printf(
                Locale.ROOT,
                "%6.1f s  %-9s %s%n",
                stopwatch.elapsed().toMillis() / 1000.0,
                who,
                String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
