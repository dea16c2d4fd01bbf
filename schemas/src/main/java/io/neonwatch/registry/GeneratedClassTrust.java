package io.neonwatch.registry;

import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes.LogicalTypeFactory;
import org.apache.avro.Schema;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.Nullable;

/**
 * Lets Avro make objects of our generated classes, which it refuses for every class it has not been told to trust. It
 * poses as a logical type because that is the one extension that Avro finds by itself before it parses a first schema:
 * so builders, serdes and subscribers' own code work with no system property.
 */
public final class GeneratedClassTrust implements LogicalTypeFactory {

    private static final String GENERATED = "io.neonwatch.schemas.";

    public GeneratedClassTrust() {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith(GENERATED)));
    }

    @Override
    public String getTypeName() {
        return "neonwatch-class-trust";
    }

    @Override
    public @Nullable LogicalType fromSchema(Schema schema) {
        return null;
    }
}
