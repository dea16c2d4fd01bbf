package io.neonwatch.processor;

import io.neonwatch.registry.InMemorySchemaRegistry;
import io.neonwatch.registry.RegistryException;
import io.neonwatch.registry.SchemaRegistry;
import org.apache.avro.Schema;

/** A registry that is away for a while. */
public final class FlakyRegistry implements SchemaRegistry {

    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private volatile boolean away;

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    @Override
    public int register(String subject, Schema schema) {
        ping();
        return registry.register(subject, schema);
    }

    @Override
    public Schema schema(int id) {
        ping();
        return registry.schema(id);
    }

    @Override
    public void ping() {
        if (away) throw new RegistryException("the registry is away", true, null);
    }
}
