package io.neonwatch.registry;

import org.jspecify.annotations.Nullable;

/** The schema registry refused, or could not be reached. */
public final class RegistryException extends RuntimeException {

    /** There is no such subject. */
    public static final int SUBJECT_NOT_FOUND = 40401;

    /** There is no such version of the subject. */
    public static final int VERSION_NOT_FOUND = 40402;

    /** There is no such schema. */
    public static final int SCHEMA_NOT_FOUND = 40403;

    /** The schema is not compatible with the subject's earlier ones. */
    public static final int INCOMPATIBLE = 409;

    private final int errorCode;
    private final boolean unreachable;

    public RegistryException(String message, boolean unreachable, @Nullable Throwable cause) {
        this(message, 0, unreachable, cause);
    }

    RegistryException(String message, int errorCode, boolean unreachable, @Nullable Throwable cause) {
        super(message, cause);
        this.errorCode = errorCode;
        this.unreachable = unreachable;
    }

    /** Confluent's error code, such as {@link #SCHEMA_NOT_FOUND}, else the HTTP status; 0 when there was no answer. */
    public int errorCode() {
        return errorCode;
    }

    /** Whether the same request may succeed later, unchanged. */
    public boolean unreachable() {
        return unreachable;
    }
}
