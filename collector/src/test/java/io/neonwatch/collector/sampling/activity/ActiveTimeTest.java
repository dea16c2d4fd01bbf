package io.neonwatch.collector.sampling.activity;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActiveTimeTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final ActiveTime activeTime = new ActiveTime();

    @Test
    void shouldCountEachRunningQueryForTheTimeSinceTheLastLook() {
        // When
        List<ActiveTime.Share> shares = activeTime.shares(
                NOW,
                ofSeconds(2),
                List.of(session("active", "/cart"), session("active", "/pay"), session("idle in transaction", "/pay")));

        // Then
        assertThat(shares)
                .containsExactlyInAnyOrder(
                        new ActiveTime.Share("application", "shop", 2, 4),
                        new ActiveTime.Share("user", "anna", 2, 4),
                        new ActiveTime.Share("tag.route", "/cart", 1, 2),
                        new ActiveTime.Share("tag.route", "/pay", 1, 2));
    }

    @Test
    void shouldSayNothingOfTheTimeWhenNobodyLookedBefore() {
        // Then
        assertThat(activeTime.shares(NOW, null, List.of(session("active", "/cart"))))
                .isNotEmpty()
                .allSatisfy(share -> assertThat(share.seconds()).isNaN());
    }

    @Test
    void shouldGiveNoMoreThanSoManyValuesASeriesEach() {
        // Given
        List<SessionSample> first = IntStream.range(0, ActiveTime.PLACES)
                .mapToObj(number -> session("active", "/a/" + number))
                .toList();
        activeTime.shares(NOW, ofSeconds(1), first);

        // When
        List<ActiveTime.Share> shares =
                activeTime.shares(NOW.plusSeconds(1), ofSeconds(1), List.of(session("active", "/b"), first.getFirst()));
        List<ActiveTime.Share> muchLater =
                activeTime.shares(NOW.plusSeconds(3700), ofSeconds(1), List.of(session("active", "/b")));

        // Then
        assertThat(shares)
                .contains(
                        new ActiveTime.Share("tag.route", ActiveTime.OTHER, 1, 1),
                        new ActiveTime.Share("tag.route", "/a/0", 1, 1));
        assertThat(muchLater).contains(new ActiveTime.Share("tag.route", "/b", 1, 1));
    }

    private static SessionSample session(String state, String route) {
        return new SessionSample(
                new Session(1, NOW),
                "anna",
                "orders",
                "shop",
                state,
                null,
                null,
                Double.NaN,
                "",
                "",
                null,
                Map.of("route", route));
    }
}
