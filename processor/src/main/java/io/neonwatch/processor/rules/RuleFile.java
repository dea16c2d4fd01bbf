package io.neonwatch.processor.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A file of rules, each id once. */
public record RuleFile(List<RuleEntry> rules) {

    public RuleFile {
        Set<String> ids = new HashSet<>();
        for (RuleEntry rule : rules)
            if (!ids.add(rule.id()))
                throw new IllegalArgumentException("rules has two entries with the id " + rule.id());
    }
}
