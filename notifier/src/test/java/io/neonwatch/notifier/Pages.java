package io.neonwatch.notifier;

import io.neonwatch.notifier.channel.Notification;
import io.neonwatch.schemas.IntentAction;
import io.neonwatch.schemas.Severity;
import java.time.Instant;
import java.util.Map;

/** One notification of each sort, to look at. */
@SuppressWarnings("ImmutableEnumChecker")
public enum Pages {
    FIRING(Notifications.of(IntentAction.FIRING, pool().fires(Severity.WARNING).getAlert())),
    RAISED(Notifications.of(IntentAction.SEVERITY_RAISED, raised(), "", true)),
    MASS_CHANGE(Notifications.of(
            IntentAction.FIRING,
            Alerts.massChange(2, start()).fires(Severity.CRITICAL).getAlert(),
            "Recovery (mode auto): branch `recovery-20261123-ab120000-mi2q3k4w` is being created from just before the"
                    + " damage (LSN `0/16B3748`, 2026-11-23 03:14:13.000 UTC). Not yet verified: check it before relying"
                    + " on it.",
            false)),
    RESOLVED(Notifications.of(IntentAction.RESOLVED, resolved())),
    RECOVERY_FAILED(Notifications.of(
            IntentAction.RECOVERY_FAILED,
            Alerts.massChange(2, start()).fires(Severity.CRITICAL).getAlert(),
            "No recovery branch `recovery-20261123-ab120000-mi2q3k4w`: the project has 3 recovery branches already",
            false)),
    HOSTILE(Notifications.of(
            IntentAction.FIRING,
            pool().with(builder -> builder.setSummary(
                                    "<!channel> *now*\r\nBcc: all@example.com <b>&amp;</b> https://evil.example")
                            .setTarget("orders`<script>alert('1')</script>")
                            .setRunbook("javascript:alert(1)")
                            .setLabels(Map.of("application", "<@U123> ```x\u0000\u001b[31m")))
                    .fires(Severity.CRITICAL)
                    .getAlert(),
            "<!here> & `a<b`",
            false));

    private final Notification notification;

    Pages(Notification notification) {
        this.notification = notification;
    }

    public Notification notification() {
        return notification;
    }

    private static Instant start() {
        return Instant.parse("2026-11-23T03:14:15Z");
    }

    private static Alerts pool() {
        return Alerts.poolSaturation(1, start());
    }

    private static io.neonwatch.schemas.Alert raised() {
        Alerts alert = pool();
        alert.fires(Severity.WARNING);
        return alert.risesToCritical().getAlert();
    }

    private static io.neonwatch.schemas.Alert resolved() {
        Alerts alert = pool();
        alert.fires(Severity.CRITICAL);
        return alert.resolves().getAlert();
    }
}
