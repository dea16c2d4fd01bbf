package io.neonwatch.cli.demo;

import io.neonwatch.cli.demo.DemoEvent.Result;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the scripted incident must lead to, each exactly once. */
final class Expectations {

    private static final List<String> CHANNELS = List.of("slack", "email");

    private final Set<String> outcomes = new LinkedHashSet<>();

    /** For the demo's script. */
    static Expectations ofTheScript() {
        return new Expectations()
                .measures("instance", "activity", "statements", "tables", "plans")
                .measures("database", "server", "relations", "vector", "neon", "collector", "heartbeat")
                .fires("connection-pool-saturation", "warning", "critical")
                .resolves("connection-pool-saturation")
                .fires("query-duration", "warning", "critical")
                .resolves("query-duration")
                .fires("slow-queries-per-hour", "warning")
                .fires("mass-change", "critical")
                .recovers("mass-change")
                .resolves("mass-change");
    }

    private Expectations measures(String... probes) {
        for (String probe : probes) outcomes.add("measured " + probe);
        return this;
    }

    private Expectations fires(String rule, String... severities) {
        for (String severity : severities) {
            outcomes.add("condition_started " + rule + " " + severity);
            outcomes.add("alert_firing " + rule + " " + severity);
            delivers(rule, severity);
        }
        return this;
    }

    private Expectations resolves(String rule) {
        outcomes.add("alert_resolved " + rule);
        delivers(rule, "resolved");
        return this;
    }

    private Expectations recovers(String rule) {
        outcomes.add("recovery_ready " + rule);
        return this;
    }

    private void delivers(String rule, String what) {
        for (String channel : CHANNELS) outcomes.add("delivered " + channel + " " + rule + " " + what);
    }

    boolean allSeenIn(List<DemoEvent> events) {
        return counts(events).keySet().containsAll(outcomes);
    }

    Result compare(List<DemoEvent> events) {
        Map<String, Long> counts = counts(events);
        List<String> missing = new ArrayList<>(outcomes);
        missing.removeAll(counts.keySet());
        List<String> repeated = outcomes.stream()
                .filter(outcome -> counts.getOrDefault(outcome, 0L) > 1)
                .toList();
        Set<String> unexpected = new TreeSet<>(counts.keySet());
        unexpected.removeAll(outcomes);
        return new Result(
                missing.isEmpty() && repeated.isEmpty(),
                outcomes.size(),
                outcomes.size() - missing.size(),
                missing,
                repeated,
                List.copyOf(unexpected));
    }

    private static Map<String, Long> counts(List<DemoEvent> events) {
        return events.stream()
                .flatMap(event -> event.outcome().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
