package io.neonwatch.notifier.recovery;

import io.neonwatch.schemas.RecoveryMode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When recovery branches are made, under the key {@code notifier.recovery}.
 *
 * @param mode where no override says otherwise; {@code dry_run} if left out
 * @param expiresAfter how long Neon keeps a branch; 7 d if left out, 30 d at most
 * @param margin how much before the last good moment a branch starts, where only a time is known; 0 s if left out
 * @param maxOpen how many recovery branches a project may have; 3 if left out
 * @param overrides the first that matches decides
 */
public record RecoveryConfig(
        @Nullable Mode mode,
        @Nullable Duration expiresAfter,
        @Nullable Duration margin,
        @Nullable Integer maxOpen,
        @Nullable List<RecoveryOverride> overrides) {

    private static final Duration LONGEST_KEPT = Duration.ofDays(30);

    public static final RecoveryConfig USUAL = new RecoveryConfig(null, null, null, null, null);

    /** What to do when a critical alert asks for a branch. */
    public enum Mode {
        OFF(RecoveryMode.OFF),
        /** Say what would be done. */
        DRY_RUN(RecoveryMode.DRY_RUN),
        /** Wait for a person's approval. */
        APPROVE(RecoveryMode.APPROVE),
        AUTO(RecoveryMode.AUTO);

        private final RecoveryMode recorded;

        Mode(RecoveryMode recorded) {
            this.recorded = recorded;
        }

        RecoveryMode recorded() {
            return recorded;
        }

        /** Whether Neon is called. */
        public boolean callsNeon() {
            return this == APPROVE || this == AUTO;
        }
    }

    public RecoveryConfig {
        mode = Objects.requireNonNullElse(mode, Mode.DRY_RUN);
        expiresAfter = Objects.requireNonNullElse(expiresAfter, Duration.ofDays(7));
        margin = Objects.requireNonNullElse(margin, Duration.ZERO);
        maxOpen = Objects.requireNonNullElse(maxOpen, 3);
        overrides = List.copyOf(Objects.requireNonNullElse(overrides, List.of()));
        if (!expiresAfter.isPositive() || expiresAfter.compareTo(LONGEST_KEPT) > 0)
            throw new IllegalArgumentException("expires_after must be more than 0s and at most 30d");
        if (margin.isNegative()) throw new IllegalArgumentException("margin must not be negative");
        if (maxOpen < 1) throw new IllegalArgumentException("max_open must be at least 1");
    }

    /** The mode for a rule's alert on a database of a Neon project. */
    Mode modeFor(String rule, String project) {
        return given(overrides).stream()
                .filter(each -> each.matches(rule, project))
                .map(RecoveryOverride::mode)
                .findFirst()
                .orElse(given(mode));
    }

    /** Whether any alert could lead to a call of Neon. */
    public boolean callsNeon() {
        return given(mode).callsNeon()
                || given(overrides).stream().anyMatch(each -> each.mode().callsNeon());
    }

    Duration keptFor() {
        return given(expiresAfter);
    }

    Duration before() {
        return given(margin);
    }

    int openAllowed() {
        return given(maxOpen);
    }

    private static <T> T given(@Nullable T value) {
        return Objects.requireNonNull(value, "set by the constructor");
    }
}
