package io.neonwatch.collector.publish;

import io.neonwatch.registry.RegistryException;
import io.neonwatch.registry.SchemaRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * The registry's ids of schemas, without ever waiting for it: what is not known is asked for on another thread, again and
 * again until there is an answer.
 */
final class SchemaIds {

    /** Of a schema that the registry will not have: nothing can be sent with it. */
    static final int REFUSED = -1;

    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private record Use(String topic, Schema schema) {}

    private final SchemaRegistry registry;
    private final Runnable whenKnown;
    private final Map<Use, Integer> idByUse = new ConcurrentHashMap<>();
    private final Map<Use, Long> answeredAt = new ConcurrentHashMap<>();
    private final Set<Use> asking = ConcurrentHashMap.newKeySet();
    private final Set<Schema> ours = ConcurrentHashMap.newKeySet();

    /** @param whenKnown called when there is something new */
    SchemaIds(SchemaRegistry registry, Runnable whenKnown) {
        this.registry = registry;
        this.whenKnown = whenKnown;
    }

    /** Of this version of the program: the registry is to take it, and it is waited for until it does. */
    void own(Schema schema) {
        ours.add(schema);
    }

    /**
     * Waits for the registry.
     *
     * @throws RegistryException when it refuses or cannot be reached
     */
    void register(String topic, Schema schema) {
        idByUse.put(new Use(topic, schema), registry.register(topic + "-value", schema));
        whenKnown.run();
    }

    /** At once: the id, {@link #REFUSED}, or empty while it is not known. */
    OptionalInt id(String topic, Schema schema) {
        Use use = new Use(topic, schema);
        Integer known = idByUse.get(use);
        if (known != null) return OptionalInt.of(known);
        if (!asking.contains(use) && pausedFor(use) > PAUSE_NANOS && asking.add(use))
            Thread.ofVirtual().name("schema-id").start(() -> ask(use));
        return OptionalInt.empty();
    }

    private long pausedFor(Use use) {
        Long answered = answeredAt.get(use);
        return answered == null ? Long.MAX_VALUE : System.nanoTime() - answered;
    }

    private void ask(Use use) {
        try {
            idByUse.put(use, registry.register(use.topic() + "-value", use.schema()));
        } catch (RuntimeException e) {
            // One of an earlier version need not be waited for; ours is tried, and reported, until it is taken.
            boolean incompatible =
                    e instanceof RegistryException failure && failure.errorCode() == RegistryException.INCOMPATIBLE;
            if (incompatible && !ours.contains(use.schema())) idByUse.put(use, REFUSED);
        } finally {
            answeredAt.put(use, System.nanoTime());
            asking.remove(use);
            whenKnown.run();
        }
    }
}
