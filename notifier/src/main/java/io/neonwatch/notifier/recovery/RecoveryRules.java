package io.neonwatch.notifier.recovery;

import io.neonwatch.neon.recovery.RecoveryName;
import io.neonwatch.notifier.recovery.RecoveryConfig.Mode;
import io.neonwatch.schemas.Alert;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.Recovery;
import io.neonwatch.schemas.RecoveryMode;
import io.neonwatch.schemas.RecoveryPoint;
import io.neonwatch.schemas.RecoveryState;
import io.neonwatch.schemas.Severity;
import io.neonwatch.schemas.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides which alerts ask for a recovery branch, and what is done next about one. */
public final class RecoveryRules {

    /** What was asked for long ago is no longer what somebody waits for. */
    private static final Duration LONGEST_TRYING = Duration.ofHours(24);

    private static final String FINGERPRINT = "[0-9a-fA-F]{8,}";

    private final RecoveryConfig config;

    public RecoveryRules(RecoveryConfig config) {
        this.config = config;
    }

    /** What to do next about a recovery. */
    enum Step {
        /** Nothing, or nothing without a person. */
        NONE,
        APPROVE,
        /** Ask Neon, or look what became of an earlier request. */
        CALL,
        GIVE_UP
    }

    /** The request that the event makes; empty for most events. The id, and the branch's name, are the episode's. */
    Optional<Recovery> request(AlertEvent event, Instant now) {
        Alert alert = event.getAlert();
        boolean firesOrRises =
                event.getTransition() == Transition.FIRING || event.getTransition() == Transition.SEVERITY_RAISED;
        if (!firesOrRises || !asks(alert)) return Optional.empty();
        return NeonTarget.parse(alert.getTarget())
                .filter(target -> mode(alert, target) != Mode.OFF)
                .map(target -> request(alert, target, now));
    }

    Step next(Recovery recovery, Instant now) {
        if (recovery.getMode() != RecoveryMode.AUTO) return Step.NONE;
        return switch (recovery.getState()) {
            case REQUESTED, APPROVED, CALLING, RUNNING -> {
                if (recovery.getRequestedAt().plus(LONGEST_TRYING).isBefore(now)) yield Step.GIVE_UP;
                yield recovery.getState() == RecoveryState.REQUESTED ? Step.APPROVE : Step.CALL;
            }
            case READY, VERIFIED, FAILED, EXPIRED, UNKNOWN -> Step.NONE;
        };
    }

    static boolean hasPoint(Alert alert) {
        return alert.getRecoveryPoint() != null;
    }

    boolean asks(Alert alert) {
        return alert.getRecovery()
                && alert.getSeverity() == Severity.CRITICAL
                && alert.getFingerprint().matches(FINGERPRINT);
    }

    Mode mode(Alert alert, NeonTarget target) {
        return config.modeFor(alert.getRule(), target.project());
    }

    /** Where the branch starts: a position exactly, a time with the margin. Without either, the first breach. */
    RecoveryPoint point(Alert alert) {
        RecoveryPoint point = alert.getRecoveryPoint();
        if (point == null) return new RecoveryPoint(alert.getFirstBreachAt(), null);
        if (point.getLsn() != null) return point;
        return new RecoveryPoint(point.getAt().minus(config.before()), null);
    }

    static String branchName(Alert alert) {
        return RecoveryName.of(alert.getFingerprint(), alert.getFirstBreachAt());
    }

    private Recovery request(Alert alert, NeonTarget target, Instant now) {
        return Recovery.newBuilder()
                .setId(alert.getEpisode())
                .setEpisode(alert.getEpisode())
                .setRule(alert.getRule())
                .setTarget(alert.getTarget())
                .setMode(mode(alert, target).recorded())
                .setState(RecoveryState.REQUESTED)
                .setProject(target.project())
                .setParentBranch(target.branch())
                .setBranchName(branchName(alert))
                .setPoint(point(alert))
                .setRequestedAt(now)
                .setUpdatedAt(now)
                .setExpiresAt(now.plus(config.keptFor()))
                .build();
    }
}
