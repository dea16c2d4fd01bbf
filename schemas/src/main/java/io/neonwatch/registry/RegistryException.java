package io.neonwatch.registry;

import org.jspecify.annotations.Nullable;

/** The schema registry refused, or could not be reached. */
public final class RegistryException extends RuntimeException {

    private final boolean unreachable;

    public RegistryException(String message, boolean unreachable, @Nullable Throwable cause) {
        super(message, cause);
        this.unreachable = unreachable;
    }

    /** Whether the same request may succeed later, unchanged. */
    public boolean unreachable() {
        return unreachable;
    }
}
