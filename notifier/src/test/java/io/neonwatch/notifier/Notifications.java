package io.neonwatch.notifier;

import io.neonwatch.notifier.channel.Notification;
import io.neonwatch.schemas.Alert;
import io.neonwatch.schemas.Intent;
import io.neonwatch.schemas.IntentAction;

/** Notifications as the delivery makes them. */
public final class Notifications {

    public static final String INTENT = "mzxw6ytboi2dgnjvgy3tqojqgezdgnbvgy3tqojqgezdgnbvgy3q";

    private Notifications() {}

    public static Notification of(IntentAction action, Alert alert) {
        return of(action, alert, "", false);
    }

    public static Notification of(IntentAction action, Alert alert, String detail, boolean mayRepeat) {
        Intent intent = Intent.newBuilder()
                .setId(INTENT)
                .setReceiver("team")
                .setGroup(alert.getFingerprint())
                .setAction(action)
                .setSequence(2)
                .setCreatedAt(alert.getUpdatedAt())
                .setDetail(detail)
                .setAlert(alert)
                .build();
        String root = action == IntentAction.FIRING ? null : "nbswy3dp";
        return new Notification(intent, root, mayRepeat);
    }
}
