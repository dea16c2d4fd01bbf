package io.neonwatch.runtime.config;

/** A value that must not be seen: {@link #toString} hides it, only {@link #reveal} gives it out. */
public record Secret(String reveal) {

    @Override
    public String toString() {
        return "***";
    }
}
