package io.neonwatch.registry;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.ToIntBiFunction;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a registry has said, which holds for ever; that an id is unknown is believed for a while only. No lock is held
 * while the registry is asked: two threads may ask for the same thing, and get the same answer.
 */
final class SchemaCache {

    private static final long MISSING_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int MOST_MISSING = 1_000;

    private record Registration(String subject, Schema schema) {}

    private record Missing(String message, long sinceNanos) {}

    private final Map<Registration, Integer> idByRegistration = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemaById = new ConcurrentHashMap<>();
    private final Map<Integer, Missing> missingById = new ConcurrentHashMap<>();

    int id(String subject, Schema schema, ToIntBiFunction<String, Schema> ask) {
        Registration registration = new Registration(subject, schema);
        Integer known = idByRegistration.get(registration);
        if (known != null) return known;
        int id = ask.applyAsInt(subject, schema);
        idByRegistration.put(registration, id);
        missingById.remove(id);
        return id;
    }

    Schema schema(int id, IntFunction<Schema> ask) {
        Schema known = schemaById.get(id);
        if (known != null) return known;
        Missing missing = missing(id);
        if (missing != null)
            throw new RegistryException(missing.message(), RegistryException.SCHEMA_NOT_FOUND, false, null);
        try {
            Schema schema = ask.apply(id);
            schemaById.put(id, schema);
            return schema;
        } catch (RegistryException e) {
            if (e.errorCode() == RegistryException.SCHEMA_NOT_FOUND) remember(id, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private @Nullable Missing missing(int id) {
        Missing missing = missingById.get(id);
        if (missing == null || System.nanoTime() - missing.sinceNanos() < MISSING_NANOS) return missing;
        missingById.remove(id, missing);
        return null;
    }

    // Rubbish on a topic may hold any number of ids; forgetting all of them costs no more than asking again.
    private void remember(int id, String message) {
        if (missingById.size() >= MOST_MISSING) missingById.clear();
        missingById.put(id, new Missing(message, System.nanoTime()));
    }
}
