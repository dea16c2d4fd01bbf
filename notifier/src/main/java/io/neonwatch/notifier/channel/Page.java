package io.neonwatch.notifier.channel;

import io.neonwatch.schemas.Alert;
import io.neonwatch.schemas.Intent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a page says, whatever the channel. All texts are as they came, to be escaped by the channel.
 *
 * @param status in capitals: {@code CRITICAL}, {@code RESOLVED}, ...
 * @param detail what to say beyond the alert, names in backticks; empty for nothing
 * @param episode its first characters, to tell it from others
 * @param runbook an address or a path; empty for none
 * @param mayRepeat whether an earlier sending may have been received
 */
public record Page(
        Tone tone,
        String status,
        String rule,
        String target,
        String summary,
        List<Fact> facts,
        String detail,
        String episode,
        String runbook,
        boolean mayRepeat) {

    private static final int LABELS_SHOWN = 5;
    private static final int EPISODE_SHOWN = 8;

    public static Page of(Notification notification) {
        Intent intent = notification.intent();
        Alert alert = intent.getAlert();
        return new Page(
                tone(intent),
                status(intent),
                alert.getRule(),
                alert.getTarget(),
                alert.getSummary().isBlank() ? alert.getRule() + " on " + alert.getTarget() : alert.getSummary(),
                facts(intent),
                intent.getDetail(),
                alert.getEpisode()
                        .substring(0, Math.min(EPISODE_SHOWN, alert.getEpisode().length())),
                alert.getRunbook(),
                notification.mayRepeat());
    }

    /** One line, for a subject or a telephone's screen, without the summary. */
    public String headline() {
        return status + " · " + rule + (mayRepeat ? " (may repeat)" : "");
    }

    private static Tone tone(Intent intent) {
        return switch (intent.getAction()) {
            case RESOLVED -> Tone.GOOD;
            case RECOVERY_FAILED -> Tone.TROUBLE;
            case FIRING, SEVERITY_RAISED, UNKNOWN ->
                switch (intent.getAlert().getSeverity()) {
                    case CRITICAL -> Tone.CRITICAL;
                    case WARNING, NONE, UNKNOWN -> Tone.WARNING;
                };
        };
    }

    private static String status(Intent intent) {
        String severity = intent.getAlert().getSeverity().name();
        return switch (intent.getAction()) {
            case FIRING, UNKNOWN -> severity;
            case SEVERITY_RAISED -> "RAISED TO " + severity;
            case RESOLVED -> "RESOLVED";
            case RECOVERY_FAILED -> "RECOVERY FAILED";
        };
    }

    private static List<Fact> facts(Intent intent) {
        Alert alert = intent.getAlert();
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("Target", alert.getTarget()));
        Instant resolved = alert.getResolvedAt();
        if (resolved == null) {
            facts.add(Fact.of("Value", value(alert)));
            facts.add(Fact.at("Since", alert.getFirstBreachAt()));
        } else {
            facts.add(Fact.of("Lasted", Quantities.span(Duration.between(alert.getFirstBreachAt(), resolved))));
            facts.add(Fact.at("Since", alert.getFirstBreachAt()));
            facts.add(Fact.at("Resolved", resolved));
        }
        facts.addAll(labels(alert));
        return List.copyOf(facts);
    }

    private static String value(Alert alert) {
        boolean share = alert.getThreshold() > 0 && alert.getThreshold() < 1;
        return Quantities.of(alert.getValue(), alert.getUnit(), share) + " (threshold "
                + Quantities.of(alert.getThreshold(), alert.getUnit(), share) + ")";
    }

    private static List<Fact> labels(Alert alert) {
        Map<String, String> shown = new TreeMap<>(Objects.requireNonNullElse(alert.getLabels(), Map.of()));
        shown.remove("target");
        shown.values().removeIf(Page::blank);
        List<Fact> facts = new ArrayList<>();
        shown.entrySet().stream()
                .limit(LABELS_SHOWN)
                .forEach(label -> facts.add(Fact.of(shortened(label.getKey()), label.getValue())));
        if (shown.size() > LABELS_SHOWN) facts.add(Fact.of("More labels", "" + (shown.size() - LABELS_SHOWN)));
        return facts;
    }

    /** {@code postgresql.table.name} as {@code table}. */
    private static String shortened(String label) {
        String name = label.replaceFirst("^postgresql\\.", "").replaceFirst("\\.name$", "");
        return name.isEmpty() ? label : name;
    }

    private static boolean blank(@Nullable String value) {
        return value == null || value.isBlank();
    }
}
