package io.neonwatch.collector;

import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;

import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.schemas.Target;
import io.neonwatch.topic.KafkaConfig;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which collector each target of a group was last heard of from. */
final class TargetHolders implements AutoCloseable {

    private final TargetRecords records;
    private final GroupTargets targets;

    TargetHolders(KafkaConfig kafka, SchemaRegistry registry, GroupTargets targets) {
        this.records = new TargetRecords(kafka, registry);
        this.targets = targets;
    }

    /** Each target once, and for a while, so that nothing is about to move. */
    void awaitSharing(int collectors) {
        await().atMost(ofSeconds(120)).during(ofSeconds(3)).until(() -> {
            Map<String, String> now = collectorByTarget();
            return now.size() == targets.count()
                    && now.values().stream().distinct().count() == collectors;
        });
    }

    Map<String, String> collectorByTarget() {
        return newest().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().getCollector()));
    }

    List<String> of(String collector) {
        return collectorByTarget().entrySet().stream()
                .filter(entry -> entry.getValue().equals(collector))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** When the last of them began to be what it is. */
    Instant lastChange() {
        return newest().values().stream()
                .map(Target::getSince)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    @Override
    public void close() {
        records.close();
    }

    private Map<String, Target> newest() {
        Map<String, Target> found = new HashMap<>();
        records.newest().forEach((target, record) -> {
            if (target.startsWith(targets.group())) record.ifPresent(present -> found.put(target, present));
        });
        return found;
    }
}
