package io.neonwatch.runtime.config;

import io.neonwatch.runtime.config.YamlNode.Entry;
import io.neonwatch.runtime.config.YamlNode.Mapping;
import io.neonwatch.runtime.config.YamlNode.Scalar;
import io.neonwatch.runtime.config.YamlNode.Sequence;
import java.util.HashMap;
import java.util.Map;

/** Finds keys that are given twice, of which YAML would silently keep one. */
final class DuplicateKeys {

    private DuplicateKeys() {}

    static void refuse(YamlNode root) {
        Attempts attempts = new Attempts();
        visit(root, KeyPath.ROOT, attempts);
        attempts.throwIfAnyFailed();
    }

    private static void visit(YamlNode node, KeyPath path, Attempts attempts) {
        switch (node) {
            case Scalar _ -> {}
            case Sequence sequence -> {
                for (int index = 0; index < sequence.items().size(); index++)
                    visit(sequence.items().get(index), path.item(index), attempts);
            }
            case Mapping mapping -> {
                Map<String, Position> seen = new HashMap<>();
                for (Entry entry : mapping.entries()) {
                    KeyPath entryPath = path.key(entry.key());
                    Position first = seen.putIfAbsent(entry.key(), entry.position());
                    if (first != null)
                        attempts.add(
                                entry.position(),
                                entryPath,
                                "duplicate key; it is given in line " + first.line() + " already, keep one");
                    visit(entry.value(), entryPath, attempts);
                }
            }
        }
    }
}
