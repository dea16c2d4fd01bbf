package io.neonwatch.registry;

/** How a subject's schemas may change: who must be able to read what whom wrote. */
public enum CompatibilityLevel {
    NONE,
    BACKWARD,
    BACKWARD_TRANSITIVE,
    FORWARD,
    FORWARD_TRANSITIVE,
    FULL,
    /** Every version reads every other: what our topics need, because they are kept. */
    FULL_TRANSITIVE
}
