package io.neonwatch.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.notifier.delivery.Checkpoint;
import io.neonwatch.runtime.health.HealthCheck;
import io.neonwatch.schemas.Delivery;
import io.neonwatch.schemas.DeliveryState;
import io.neonwatch.schemas.Severity;
import io.neonwatch.schemas.Transition;
import io.neonwatch.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifierIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FIRING = "🔴 CRITICAL · connection-pool-saturation";
    private static final String RESOLVED = "✅ RESOLVED · connection-pool-saturation";

    @TempDir
    private static Path directory;

    private static Stack stack;
    private static int number;

    private NotifierApp notifier;

    @BeforeAll
    static void startStack() throws InterruptedException {
        stack = new Stack(directory);
    }

    @AfterAll
    static void stopStack() {
        stack.close();
    }

    @BeforeEach
    void startNotifier() {
        notifier = stack.startNotifier();
    }

    @AfterEach
    void stopNotifier() {
        notifier.stop();
    }

    @Test
    void shouldTellEachReceiverOnceOfEveryStep() {
        // Given
        Alerts alert = nextAlert();

        // When
        stack.publish(alert.fires(Severity.WARNING));
        stack.publish(alert.risesToCritical());
        stack.publish(alert.resolves());

        // Then
        awaitNothingMoreComes();
        assertThat(sinks(alert).slack())
                .containsExactly(
                        "🟠 WARNING · connection-pool-saturation",
                        "🔴 RAISED TO CRITICAL · connection-pool-saturation",
                        "✅ RESOLVED · connection-pool-saturation");
        assertThat(sinks(alert).email())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("[RAISED TO CRITICAL] "),
                        second -> assertThat(second).startsWith("[RESOLVED] "));
    }

    @Test
    void shouldNotTellOfTheEndWhomItDidNotTellOfTheStart() {
        // Given
        Alerts alert = nextAlert();

        // When
        stack.publish(alert.fires(Severity.WARNING));
        stack.publish(alert.resolves());

        // Then
        awaitNothingMoreComes();
        assertThat(sinks(alert).slack()).hasSize(2);
        assertThat(sinks(alert).email()).isEmpty();
    }

    @Test
    void shouldAnswerTheFirstEmailOfTheEpisode() {
        // Given
        Alerts alert = nextAlert();

        // When
        stack.publish(alert.fires(Severity.CRITICAL));
        stack.publish(alert.resolves());

        // Then
        await().atMost(PATIENCE).until(() -> sinks(alert).mails().size() == 2);
        var mails = sinks(alert).mails();
        assertThat(Sinks.header(mails.get(1), "In-Reply-To")).isEqualTo(Sinks.header(mails.get(0), "Message-ID"));
        assertThat(Sinks.header(mails.get(0), "In-Reply-To")).isEmpty();
    }

    @Test
    void shouldDeliverOnceWhatWaitedForTheWebhook() {
        // Given
        Alerts alert = nextAlert();
        stack.slack.stop();

        // When
        stack.publish(alert.fires(Severity.CRITICAL));
        await().atMost(PATIENCE).until(() -> !health("receiver-team-slack"));
        stack.publish(alert.resolves());
        await().atMost(PATIENCE).until(() -> sinks(alert).email().size() == 2);
        stack.slack.restart();

        // Then
        awaitNothingMoreComes();
        assertThat(sinks(alert).slack()).containsExactly(FIRING, RESOLVED);
        assertThat(sinks(alert).email()).hasSize(2);
        assertThat(health("receiver-team-slack")).isTrue();
    }

    @Test
    void shouldDeliverOnceWhatWaitedForTheMailServer() {
        // Given
        Alerts alert = nextAlert();
        stack.smtp.stop();

        // When
        stack.publish(alert.fires(Severity.CRITICAL));
        await().atMost(PATIENCE).until(() -> !health("receiver-team-email"));
        stack.publish(alert.resolves());
        await().atMost(PATIENCE).until(() -> sinks(alert).slack().size() == 2);
        stack.smtp.restart();

        // Then
        awaitNothingMoreComes();
        assertThat(sinks(alert).slack()).containsExactly(FIRING, RESOLVED);
        assertThat(sinks(alert).email()).hasSize(2).noneMatch(subject -> subject.contains("may repeat"));
    }

    @Test
    void shouldWaitAsLongAsTheWebhookAsks() {
        // Given
        Alerts alert = nextAlert();
        stack.slack.respondWith(429, Map.of("Retry-After", "1"), 2);

        // When
        stack.publish(alert.fires(Severity.CRITICAL));

        // Then
        awaitNothingMoreComes();
        assertThat(sinks(alert).slack()).containsExactly(FIRING);
        assertThat(ledger(alert, "team-slack"))
                .extracting(Delivery::getState)
                .containsExactly(
                        DeliveryState.ATTEMPTED,
                        DeliveryState.POSTPONED,
                        DeliveryState.ATTEMPTED,
                        DeliveryState.POSTPONED,
                        DeliveryState.ATTEMPTED,
                        DeliveryState.DELIVERED);
    }

    @Test
    void shouldGiveUpWhatIsRefusedForGood() {
        // Given
        Alerts alert = nextAlert();
        stack.slack.respondWith(403, Map.of(), 1);

        // When
        stack.publish(alert.fires(Severity.CRITICAL));
        stack.publish(alert.resolves());

        // Then
        awaitNothingMoreComes();
        assertThat(sinks(alert).slack()).containsExactly(RESOLVED);
        assertThat(ledger(alert, "team-slack"))
                .extracting(Delivery::getState)
                .containsExactly(
                        DeliveryState.ATTEMPTED,
                        DeliveryState.FAILED,
                        DeliveryState.ATTEMPTED,
                        DeliveryState.DELIVERED);
    }

    @Test
    void shouldDeliverOnceOverARestartOfTheBroker() {
        // Given
        Alerts told = nextAlert();
        Alerts waiting = nextAlert();
        stack.publish(told.fires(Severity.CRITICAL));
        await().atMost(PATIENCE).until(() -> sinks(told).email().size() == 1);
        stack.slack.stop();
        stack.publish(waiting.fires(Severity.CRITICAL));
        await().atMost(PATIENCE).until(() -> !health("receiver-team-slack"));

        // When
        stack.kafka.stop();
        await().atMost(PATIENCE).until(() -> !health("kafka"));
        stack.slack.restart();
        stack.kafka.restart();
        stack.publish(told.resolves());

        // Then
        awaitNothingMoreComes();
        assertThat(sinks(told).slack()).containsExactly(FIRING, RESOLVED);
        assertThat(sinks(told).email()).hasSize(2);
        assertThat(sinks(waiting).slack()).containsExactly(FIRING);
        assertThat(sinks(waiting).email()).hasSize(1);
        await().atMost(PATIENCE).until(this::ready);
    }

    @Test
    void shouldStopAndStartWhileTheBrokerIsAway() {
        // Given
        Alerts alert = nextAlert();
        stack.publish(alert.fires(Severity.WARNING));
        awaitNothingMoreComes();
        stack.kafka.stop();

        // When
        notifier.stop();
        startNotifier();
        await().atMost(PATIENCE).until(() -> !health("kafka"));
        stack.kafka.restart();
        stack.publish(alert.resolves());

        // Then
        awaitNothingMoreComes();
        assertThat(sinks(alert).slack()).hasSize(2);
        await().atMost(PATIENCE).until(this::ready);
    }

    @Test
    void shouldDeliverOnceBetweenTwoInstancesOfWhichOneStops() {
        // Given
        NotifierConfig config = stack.config("");
        NotifierConfig second = new NotifierConfig(
                "notifier-2", config.receivers(), config.routes(), config.retry(), config.recovery(), config.neon());
        List<Alerts> alerts = Stream.generate(NotifierIT::nextAlert).limit(6).toList();
        alerts.forEach(alert -> stack.publish(alert.fires(Severity.CRITICAL)));

        // When
        NotifierApp other = stack.startNotifier(second, Checkpoint.NONE);
        alerts.forEach(alert -> stack.publish(alert.step(Transition.REFIRED)));
        await().atMost(PATIENCE)
                .until(() -> other.healthChecks().stream()
                        .allMatch(check -> check.check().ready()));
        notifier.stop();
        alerts.forEach(alert -> stack.publish(alert.resolves()));

        // Then
        awaitNothingMoreComes();
        other.stop();
        assertThat(alerts).allSatisfy(alert -> {
            assertThat(sinks(alert).slack()).containsExactly(FIRING, RESOLVED);
            assertThat(sinks(alert).email()).hasSize(2);
        });
    }

    @Test
    void shouldSetAsideWhatCannotBeDecodedAndGoOn() {
        // Given
        Alerts alert = nextAlert();
        byte[] rubbish = "no Avro".getBytes(StandardCharsets.UTF_8);

        // When
        stack.publish(Topics.ALERT_EVENTS.name(), alert.fingerprint(), rubbish);
        stack.publish(Topics.INTENTS.name(), alert.fingerprint(), rubbish);
        stack.publish(alert.fires(Severity.CRITICAL));

        // Then
        await().atMost(PATIENCE).until(() -> sinks(alert).email().size() == 1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stack.readRaw(Topics.DEAD_LETTERS))
                        .filteredOn(letter -> header(letter, "topic").equals(Topics.INTENTS.name()))
                        .singleElement()
                        .satisfies(letter -> {
                            assertThat(letter.value()).isEqualTo(rubbish);
                            assertThat(header(letter, "stage")).isEqualTo("decode");
                            assertThat(header(letter, "reason")).contains("Confluent's wire format");
                            assertThat(header(letter, "offset")).isNotEmpty();
                        }));
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader("neonwatch.error." + name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Every event has been routed, and every intent has an outcome. */
    private static void awaitNothingMoreComes() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stack.unfinished()).isEmpty());
    }

    private static List<Delivery> ledger(Alerts alert, String receiver) {
        return stack.read(Topics.DELIVERIES).stream()
                .filter(delivery -> delivery.getEpisode().equals(alert.episode()))
                .filter(delivery -> delivery.getReceiver().equals(receiver))
                .sorted(Comparator.comparing(Delivery::getAt))
                .toList();
    }

    private boolean health(String check) {
        return notifier.healthChecks().stream()
                .filter(each -> each.name().equals(check))
                .allMatch(each -> each.check().ready());
    }

    private boolean ready() {
        return notifier.healthChecks().stream().map(HealthCheck::check).allMatch(health -> health.ready());
    }

    private static Sinks sinks(Alerts alert) {
        return new Sinks(stack, alert);
    }

    private static Alerts nextAlert() {
        return Alerts.poolSaturation(++number, Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.MILLIS));
    }
}
