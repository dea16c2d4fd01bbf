package io.neonwatch.notifier;

import io.neonwatch.schemas.Alert;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.AlertState;
import io.neonwatch.schemas.RecoveryPoint;
import io.neonwatch.schemas.Severity;
import io.neonwatch.schemas.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/** The life of one alert, step by step. */
public final class Alerts {

    public static final String NEON_TARGET = "quiet-harbor-40617382/br-summer-art-a864udht/ep-old-sun-a8x2k9qd/neondb";

    private final Alert.Builder alert;
    private Instant now;
    private long sequence;

    private Alerts(Alert.Builder alert, Instant start) {
        this.alert = alert;
        this.now = start;
    }

    /**
     * Too many connections.
     *
     * @param number tells it from others
     */
    public static Alerts poolSaturation(int number, Instant start) {
        return of("connection-pool-saturation", "orders", number, start)
                .with(builder -> builder.setSummary("92 % of the connections are in use on orders")
                        .setRunbook("docs/runbooks/connection-pool-saturation.md")
                        .setUnit("1")
                        .setValue(0.92)
                        .setThreshold(0.75));
    }

    public static Alerts massChange(int number, Instant start) {
        return of("mass-change", NEON_TARGET, number, start)
                .with(builder -> builder.setSummary("48,210 rows deleted from public.orders within one interval")
                        .setRunbook("https://example.com/runbooks/mass-change")
                        .setLabels(Map.of(
                                "target", NEON_TARGET,
                                "operation", "del",
                                "postgresql.schema.name", "public",
                                "postgresql.table.name", "orders"))
                        .setUnit("{row}")
                        .setValue(48_210)
                        .setThreshold(1_000)
                        .setRecovery(true)
                        .setRecoveryPoint(new RecoveryPoint(start.minusSeconds(2), null)));
    }

    private static Alerts of(String rule, String target, int number, Instant start) {
        String fingerprint = HexFormat.of().toHexDigits((long) number).repeat(4).replaceFirst("0000", "ab12");
        return new Alerts(
                Alert.newBuilder()
                        .setFingerprint(fingerprint)
                        .setEpisode(fingerprint + "@" + start.toEpochMilli())
                        .setRule(rule)
                        .setTarget(target)
                        .setLabels(Map.of("target", target))
                        .setFirstBreachAt(start)
                        .setUpdatedAt(start),
                start);
    }

    public Alerts with(java.util.function.Consumer<Alert.Builder> change) {
        change.accept(alert);
        return this;
    }

    public String episode() {
        return alert.getEpisode();
    }

    public String fingerprint() {
        return alert.getFingerprint();
    }

    public AlertEvent fires(Severity severity) {
        alert.setState(AlertState.FIRING).setSeverity(severity).setFiredAt(now);
        return step(Transition.FIRING);
    }

    public AlertEvent risesToCritical() {
        alert.setSeverity(Severity.CRITICAL);
        return step(Transition.SEVERITY_RAISED);
    }

    public AlertEvent resolves() {
        alert.setState(AlertState.RESOLVED).setResolvedAt(now);
        return step(Transition.RESOLVED);
    }

    public AlertEvent step(Transition transition) {
        alert.setUpdatedAt(now);
        AlertEvent event = AlertEvent.newBuilder()
                .setTransition(transition)
                .setSequence(++sequence)
                .setAt(now)
                .setAlert(alert.build())
                .build();
        now = now.plus(Duration.ofSeconds(75));
        return event;
    }
}
