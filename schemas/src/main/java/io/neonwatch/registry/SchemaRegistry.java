package io.neonwatch.registry;

import org.apache.avro.Schema;

/** Schemas by number, and numbers by schema, as Confluent's registry gives them out. Safe for use by many threads. */
public interface SchemaRegistry {

    /**
     * Registers the schema as the newest version of the subject, or finds it where it is registered already.
     *
     * @param subject {@code <topic>-key} or {@code <topic>-value}
     * @return the schema's id, positive, the same for the same schema ever after
     * @throws RegistryException when the registry refuses the schema or cannot be reached
     */
    int register(String subject, Schema schema);

    /**
     * @throws RegistryException when there is no such id or the registry cannot be reached
     */
    Schema schema(int id);

    /**
     * Asks something cheap, once, within 4 s; for readiness.
     *
     * @throws RegistryException when there is no answer, or the registry does not know us
     */
    default void ping() {}
}
