package io.neonwatch.processor.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules in force. */
public final class RuleSet {

    private final Map<String, Rule> byId;
    private final Map<String, List<Rule>> byTrigger = new HashMap<>();
    private final Set<String> metrics = new HashSet<>();

    private RuleSet(Map<String, Rule> byId) {
        this.byId = byId;
        for (Rule rule : byId.values()) {
            byTrigger
                    .computeIfAbsent(trigger(rule.of()), _ -> new ArrayList<>())
                    .add(rule);
            metrics.addAll(rule.of().metrics());
        }
    }

    /** A later rule replaces an earlier one of the same id. */
    public static RuleSet of(Collection<Rule> rules) {
        Map<String, Rule> byId = new LinkedHashMap<>();
        for (Rule rule : rules) byId.put(rule.id(), rule);
        return new RuleSet(byId);
    }

    public Collection<Rule> rules() {
        return byId.values();
    }

    /** The rule of that id, or null where there is none, or where it evaluates by other labels now. */
    public @Nullable Rule current(String id, Set<String> labels) {
        Rule rule = byId.get(id);
        return rule != null && Set.copyOf(rule.by()).equals(labels) ? rule : null;
    }

    /** Whether any rule reads the metric. */
    public boolean reads(String metric) {
        return metrics.contains(metric);
    }

    /** The rules that a point of the metric must be shown to; a ratio is triggered by its numerator. */
    public List<Rule> triggeredBy(String metric) {
        return byTrigger.getOrDefault(metric, List.of());
    }

    private static String trigger(Expression expression) {
        return switch (expression) {
            case Expression.Last last -> last.metric();
            case Expression.Windowed windowed -> windowed.metric();
            case Expression.Ratio ratio -> ratio.numerator();
        };
    }
}
