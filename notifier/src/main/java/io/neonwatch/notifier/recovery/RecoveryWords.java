package io.neonwatch.notifier.recovery;

import io.neonwatch.notifier.recovery.RecoveryConfig.Mode;
import io.neonwatch.schemas.Alert;
import io.neonwatch.schemas.IntentAction;
import io.neonwatch.schemas.RecoveryPoint;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a page says of the recovery branch. Names stand in backticks. */
public final class RecoveryWords {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS 'UTC'").withZone(ZoneOffset.UTC);

    private final RecoveryRules rules;

    public RecoveryWords(RecoveryRules rules) {
        this.rules = rules;
    }

    /** Empty where the alert asks for no branch. */
    public String remark(IntentAction action, Alert alert) {
        if (!rules.asks(alert)) return "";
        Optional<NeonTarget> target = NeonTarget.parse(alert.getTarget());
        if (action == IntentAction.RESOLVED)
            return target.filter(on -> rules.mode(alert, on) == Mode.AUTO && RecoveryRules.hasPoint(alert))
                    .map(_ -> "Recovery branch: `" + RecoveryRules.branchName(alert)
                            + "`, from just before the damage (" + from(alert) + "). Not yet verified.")
                    .orElse("");
        return target.map(on -> remark(alert, rules.mode(alert, on)))
                .orElse("No recovery branch: the target is not a database on Neon.");
    }

    /** What a dry run leaves behind. */
    String dryRun(Alert alert) {
        return "Dry run: would create branch `" + RecoveryRules.branchName(alert) + "` " + start(alert) + ".";
    }

    private String remark(Alert alert, Mode mode) {
        if (mode == Mode.OFF) return "";
        if (!RecoveryRules.hasPoint(alert)) return "No recovery branch: the alert does not say where it should start.";
        String name = "`" + RecoveryRules.branchName(alert) + "`";
        return switch (mode) {
            case OFF -> "";
            case DRY_RUN ->
                "Recovery (mode dry_run): branch " + name + " would be created " + start(alert)
                        + ". Nothing is created.";
            case APPROVE ->
                "Recovery (mode approve): branch " + name + " will be created " + start(alert)
                        + " once someone approves it.";
            case AUTO ->
                "Recovery (mode auto): branch " + name + " is being created " + start(alert)
                        + ". Not yet verified: check it before relying on it.";
        };
    }

    private String start(Alert alert) {
        return "from just before the damage (" + from(alert) + ")";
    }

    private String from(Alert alert) {
        RecoveryPoint point = rules.point(alert);
        String time = UTC.format(point.getAt());
        return point.getLsn() == null ? time : "LSN `" + point.getLsn() + "`, " + time;
    }
}
