package io.neonwatch.notifier.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.notifier.Alerts;
import io.neonwatch.notifier.routing.Route.Level;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.Intent;
import io.neonwatch.schemas.IntentAction;
import io.neonwatch.schemas.Severity;
import io.neonwatch.schemas.Transition;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class RouterTest {

    private static final Instant START = Instant.parse("2026-11-23T03:14:15Z");
    private static final Router ROUTER = new Router(
            List.of(
                    new Route(List.of(Level.WARNING), List.of("chat")),
                    new Route(List.of(Level.CRITICAL), List.of("pager", "boss")),
                    new Route(List.of(Level.WARNING, Level.CRITICAL), List.of("boss", "log"))),
            (action, _) -> "remark on " + action);

    private final Alerts alert = Alerts.poolSaturation(1, START);

    @Test
    void shouldTellOfAnAlertWhomItsSeverityIsRoutedTo() {
        // When
        List<Intent> warning = route(alert.fires(Severity.WARNING));
        List<Intent> critical = route(alert.fires(Severity.CRITICAL));

        // Then
        assertThat(warning).extracting(Intent::getReceiver).containsExactly("chat", "boss", "log");
        assertThat(critical).extracting(Intent::getReceiver).containsExactly("pager", "boss", "log");
        assertThat(critical).allSatisfy(intent -> {
            assertThat(intent.getAction()).isEqualTo(IntentAction.FIRING);
            assertThat(intent.getGroup()).isEqualTo(alert.fingerprint());
            assertThat(intent.getDetail()).isEqualTo("remark on FIRING");
        });
    }

    @Test
    void shouldTellOfARaiseAlsoThoseWhoKnowOfTheLowerSeverity() {
        // Given
        alert.fires(Severity.WARNING);

        // When
        List<Intent> raised = route(alert.risesToCritical());

        // Then
        assertThat(raised).extracting(Intent::getReceiver).containsExactly("chat", "pager", "boss", "log");
        assertThat(raised).extracting(Intent::getAction).containsOnly(IntentAction.SEVERITY_RAISED);
    }

    @Test
    void shouldTellOfTheEndEveryoneUpToTheHighestSeverity() {
        // Given
        alert.fires(Severity.WARNING);
        alert.risesToCritical();

        // When
        List<Intent> resolved = route(alert.resolves());

        // Then
        assertThat(resolved).extracting(Intent::getReceiver).containsExactly("chat", "pager", "boss", "log");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"FIRING", "SEVERITY_RAISED", "RESOLVED"})
    void shouldTellNobodyOfOtherSteps(Transition transition) {
        // Given
        alert.fires(Severity.CRITICAL);

        // When
        List<Intent> intents = route(alert.step(transition));

        // Then
        assertThat(intents).isEmpty();
    }

    @Test
    void shouldMakeTheSameIdsOnReplay() {
        // Given
        AlertEvent event = alert.fires(Severity.CRITICAL);

        // When
        List<Intent> first = ROUTER.route(event, START);
        List<Intent> replayed = ROUTER.route(event, START.plusSeconds(3600));

        // Then
        assertThat(replayed)
                .extracting(Intent::getId)
                .isEqualTo(first.stream().map(Intent::getId).toList());
        assertThat(first).extracting(Intent::getId).allMatch(id -> id.matches("[a-z2-7]{52}"));
    }

    @Test
    void shouldMakeAnotherIdForEachStepReceiverAndAction() {
        // Given
        Set<String> ids = new HashSet<>();
        List<AlertEvent> events =
                List.of(alert.fires(Severity.CRITICAL), alert.fires(Severity.CRITICAL), alert.resolves());

        // When
        for (AlertEvent event : events) {
            route(event).forEach(intent -> ids.add(intent.getId()));
            ROUTER.recoveryFailed(event, "", START).forEach(intent -> ids.add(intent.getId()));
        }

        // Then
        assertThat(ids).hasSize(3 + 3 + 4 + 3 + 3 + 3);
    }

    @Test
    void shouldFollowTheDocumentedFormOfIds() {
        // When
        String id = IntentId.of("group", "episode", 7, "receiver", IntentAction.FIRING);

        // Then: printf 'group|episode|7|receiver|FIRING' | sha256sum | xxd -r -p | base32 | tr A-Z a-z | tr -d =
        assertThat(id).isEqualTo("p62y2bvdldsxz6lxyc6n7zoifs65h7zfqs3ck4diyui4zpudcvva");
    }

    private static List<Intent> route(AlertEvent event) {
        return ROUTER.route(event, START);
    }
}
