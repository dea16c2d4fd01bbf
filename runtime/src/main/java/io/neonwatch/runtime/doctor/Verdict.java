package io.neonwatch.runtime.doctor;

/** How good a finding is. */
public enum Verdict {
    OK,
    /** Worth knowing; nothing needs to be done. */
    NOTE,
    /** It works, and something will be missing. */
    WARNING,
    /** It does not work. */
    FAILURE;

    /** Whether something should be done. */
    public boolean isBad() {
        return this == WARNING || this == FAILURE;
    }
}
