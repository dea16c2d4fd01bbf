package io.neonwatch.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.notifier.delivery.Checkpoint;
import io.neonwatch.notifier.delivery.Checkpoint.Step;
import io.neonwatch.schemas.Delivery;
import io.neonwatch.schemas.DeliveryState;
import io.neonwatch.schemas.Intent;
import io.neonwatch.schemas.Severity;
import io.neonwatch.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program ends at every step of a delivery, for each channel: nothing is lost, and nothing comes a third time. */
class CrashIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CHANNELS = 2;

    private final Map<Step, Alerts> alerts = new EnumMap<>(Step.class);
    private Stack stack;

    @BeforeEach
    void publishOneAlertForEachStep(@TempDir Path directory) throws InterruptedException {
        stack = new Stack(directory);
        Instant start = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.MILLIS);
        for (Step step : Step.values()) {
            Alerts alert = Alerts.poolSaturation(alerts.size() + 1, start);
            alerts.put(step, alert);
            stack.publish(alert.fires(Severity.CRITICAL));
        }
    }

    @AfterEach
    void stopStack() {
        stack.close();
    }

    @Test
    void shouldDeliverAfterACrashAtAnyStep() throws InterruptedException {
        // Given
        crashOnce();

        // When
        stack.startNotifier();

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stack.unfinished()).isEmpty());
        for (List<String> messages : messages(Step.BEFORE_ATTEMPTED))
            assertThat(messages).singleElement().asString().doesNotContain("may repeat");
        for (List<String> messages : messages(Step.AFTER_ATTEMPTED))
            assertThat(messages).singleElement().asString().contains("may repeat");
        for (List<String> messages : messages(Step.AFTER_SEND))
            assertThat(messages)
                    .satisfiesExactly(
                            first -> assertThat(first).doesNotContain("may repeat"),
                            second -> assertThat(second).contains("may repeat"));
        for (List<String> messages : messages(Step.AFTER_OUTCOME))
            assertThat(messages).singleElement().asString().doesNotContain("may repeat");
    }

    @Test
    void shouldSayThatItDoesNotKnowRatherThanSendAThirdTime() throws InterruptedException {
        // Given
        crashOnce();
        crashOnce();

        // When
        stack.startNotifier();

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stack.unfinished()).isEmpty());
        for (Step step : Step.values())
            for (List<String> messages : messages(step)) assertThat(messages).hasSizeBetween(0, 2);
        for (List<String> messages : messages(Step.AFTER_SEND))
            assertThat(messages).hasSize(2);
        for (List<String> messages : messages(Step.BEFORE_ATTEMPTED))
            assertThat(messages).hasSize(1);
        // Whatever was not received for sure is known to be in doubt.
        assertThat(stack.read(Topics.DELIVERIES))
                .filteredOn(delivery -> delivery.getState() == DeliveryState.FAILED)
                .extracting(Delivery::getEpisode)
                .containsOnly(episode(Step.AFTER_ATTEMPTED), episode(Step.AFTER_SEND))
                .hasSize(2 * CHANNELS);
    }

    /** A notifier that goes no further than each alert's step, and is then gone. */
    private void crashOnce() throws InterruptedException {
        Set<String> reached = ConcurrentHashMap.newKeySet();
        Checkpoint crash = (step, intent) -> {
            Alerts ends = alerts.get(step);
            if (ends == null || !ends.episode().equals(intent.getAlert().getEpisode())) return;
            reached.add(intent.getId());
            new CountDownLatch(1).await();
        };
        NotifierApp app = stack.startNotifier(stack.config(""), crash);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(reached).containsAll(waiting()));
        app.stop();
    }

    /** The intents that are not settled yet. */
    private List<String> waiting() {
        List<Intent> intents = stack.read(Topics.INTENTS);
        assertThat(intents).hasSize(Step.values().length * CHANNELS);
        Set<String> settled = stack.settled();
        return intents.stream()
                .map(Intent::getId)
                .filter(id -> !settled.contains(id))
                .toList();
    }

    /** What Slack has of the step's alert, and what the mailbox has. */
    private List<List<String>> messages(Step step) {
        Sinks sinks = new Sinks(stack, episodeOf(step));
        return new ArrayList<>(List.of(sinks.slack(), sinks.email()));
    }

    private Alerts episodeOf(Step step) {
        return java.util.Objects.requireNonNull(alerts.get(step));
    }

    private String episode(Step step) {
        return episodeOf(step).episode();
    }
}
