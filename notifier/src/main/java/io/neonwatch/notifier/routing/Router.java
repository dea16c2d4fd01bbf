package io.neonwatch.notifier.routing;

import io.neonwatch.schemas.Alert;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.Intent;
import io.neonwatch.schemas.IntentAction;
import io.neonwatch.schemas.Severity;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Decides who is told of what. Every route that matches is taken; a receiver is told once. */
public final class Router {

    private static final List<Severity> SEVERITIES = List.of(Severity.WARNING, Severity.CRITICAL);

    private final List<Route> routes;
    private final BiFunction<IntentAction, Alert, String> remark;

    /**
     * @param remark what a message should say beyond the alert; empty for nothing
     */
    public Router(List<Route> routes, BiFunction<IntentAction, Alert, String> remark) {
        this.routes = List.copyOf(routes);
        this.remark = remark;
    }

    /**
     * The intents that follow from the event; none for steps that nobody is paged for. A raise also goes to those who
     * know of the lower severity, and so does the resolve.
     *
     * @param now becomes their time of creation; their ids do not depend on it
     */
    public List<Intent> route(AlertEvent event, Instant now) {
        Severity severity = event.getAlert().getSeverity();
        return switch (event.getTransition()) {
            case FIRING -> intents(event, IntentAction.FIRING, receivers(EnumSet.of(severity)), now);
            case SEVERITY_RAISED -> intents(event, IntentAction.SEVERITY_RAISED, receivers(upTo(severity)), now);
            case RESOLVED -> intents(event, IntentAction.RESOLVED, receivers(upTo(severity)), now);
            case PENDING, CLEARED, SEVERITY_LOWERED, RECOVERING, REFIRED, NOT_NOTIFIED, UNKNOWN -> List.of();
        };
    }

    /** Tells whoever is paged for the alert's severity that its recovery branch could not be made. */
    public List<Intent> recoveryFailed(AlertEvent event, String reason, Instant now) {
        return receivers(EnumSet.of(event.getAlert().getSeverity())).stream()
                .map(receiver -> intent(event, IntentAction.RECOVERY_FAILED, receiver, reason, now))
                .toList();
    }

    private List<Intent> intents(AlertEvent event, IntentAction action, Collection<String> receivers, Instant now) {
        String detail = remark.apply(action, event.getAlert());
        return receivers.stream()
                .map(receiver -> intent(event, action, receiver, detail, now))
                .toList();
    }

    private static Intent intent(AlertEvent event, IntentAction action, String receiver, String detail, Instant now) {
        Alert alert = event.getAlert();
        String group = alert.getFingerprint();
        String id = IntentId.of(group, alert.getEpisode(), event.getSequence(), receiver, action);
        return new Intent(id, receiver, group, action, event.getSequence(), now, detail, alert);
    }

    private Set<String> receivers(Set<Severity> severities) {
        Set<String> names = new LinkedHashSet<>();
        for (Route route : routes) if (route.takesAnyOf(severities)) names.addAll(route.receivers());
        return names;
    }

    private static Set<Severity> upTo(Severity highest) {
        Set<Severity> severities = EnumSet.noneOf(Severity.class);
        for (Severity each : SEVERITIES) if (each.compareTo(highest) <= 0) severities.add(each);
        return severities;
    }
}
