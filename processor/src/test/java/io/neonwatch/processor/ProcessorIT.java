package io.neonwatch.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.neonwatch.processor.deadletters.DeadLetters;
import io.neonwatch.runtime.health.Health;
import io.neonwatch.runtime.health.HealthCheck;
import io.neonwatch.sandbox.kafka.EmbeddedKafka;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker, exactly once. */
@Timeout(300)
class ProcessorIT {

    private final FlakyRegistry registry = new FlakyRegistry();

    /** Not the epoch: a broker deletes what is older than the topic's retention. */
    private final long start = Instant.now().getEpochSecond();

    @TempDir
    private Path directory;

    private EmbeddedKafka kafka;
    private KafkaSide outside;
    private ProcessorApp app;

    @BeforeEach
    void startAll() {
        kafka = EmbeddedKafka.start(directory);
        outside = new KafkaSide(kafka.bootstrapServers(), registry);
        app = app();
        app.start();
    }

    @AfterEach
    void stopAll() {
        app.stop();
        kafka.close();
    }

    @Test
    void shouldTellEachStepOnceAcrossRestartsOfBrokerAndProcessor() throws Exception {
        // Given
        awaitReady();
        outside.send(Batches.pool(start, 0.80));
        outside.send(Batches.pool(start + 30, 0.80));
        awaited().untilAsserted(() -> assertThat(outside.story()).containsExactly("1 PENDING"));

        // When: the broker goes and comes back in mid-incident
        kafka.stop();
        awaited().untilAsserted(() -> assertThat(isReady()).isFalse());
        kafka.restart();
        outside.send(Batches.pool(start + 60, 0.80));

        // Then
        awaited().untilAsserted(() -> assertThat(outside.story()).containsExactly("1 PENDING", "2 FIRING"));
        awaitReady();

        // When: another processor takes its place
        app.stop();
        app = app();
        app.start();
        outside.send(Batches.pool(start + 70, 0.95));
        outside.send(Batches.pool(start + 80, 0.10));

        // Then
        awaited()
                .untilAsserted(() -> assertThat(outside.story())
                        .containsExactly("1 PENDING", "2 FIRING", "3 SEVERITY_RAISED", "4 RESOLVED"));
        assertThat(outside.committed(Topics.ALERTS)).hasSize(4);
    }

    @Test
    void shouldSetAsideWhatCannotBeDecodedAndGoOn() throws Exception {
        // Given
        awaitReady();

        // When
        outside.sendRaw(Batches.TARGET, "rubbish".getBytes(StandardCharsets.UTF_8));

        // Then
        awaited()
                .untilAsserted(() -> assertThat(outside.committed(Topics.DEAD_LETTERS))
                        .singleElement()
                        .satisfies(ProcessorIT::saysWhy));

        // When
        outside.send(Batches.pool(start, 0.95));

        // Then
        awaited().untilAsserted(() -> assertThat(outside.story()).containsExactly("1 FIRING"));
        assertThat(outside.committed(Topics.DEAD_LETTERS)).hasSize(1);
    }

    @Test
    void shouldTakeNoHarmFromHeartbeatsOnEveryPartition() throws Exception {
        // Given
        awaitReady();
        outside.send(Batches.pool(start, 0.80));

        // When they come between, before and, by a clock that goes ahead, after what is seen of a target
        for (long second = start - 5; second < start + 60; second += 5)
            outside.sendToEveryPartition(Batches.heartbeat(second));
        outside.send(Batches.pool(start + 30, 0.80));
        outside.sendToEveryPartition(Batches.heartbeat(start + 3600));
        outside.send(Batches.pool(start + 60, 0.80));

        // Then the target's alert goes its way, and there is no other
        awaited().untilAsserted(() -> assertThat(outside.story()).containsExactly("1 PENDING", "2 FIRING"));
        assertThat(outside.committed(Topics.DEAD_LETTERS)).isEmpty();
        awaitReady();
    }

    @Test
    void shouldWaitForARegistryThatIsAwayAndLoseNothing() throws Exception {
        // Given
        awaitReady();
        outside.send(Batches.pool(start, 0.10));

        // When: what comes now needs schemas that were not asked for yet
        registry.goAway();
        awaited().untilAsserted(() -> assertThat(isReady()).isFalse());
        outside.send(Batches.pool(start + 10, 0.95));
        registry.comeBack();

        // Then
        awaited().untilAsserted(() -> assertThat(outside.story()).containsExactly("1 FIRING"));
        assertThat(outside.committed(Topics.DEAD_LETTERS)).isEmpty();
        awaitReady();
    }

    @Test
    void shouldStartAndStopWhileTheBrokerIsAway() {
        // Given
        awaitReady();
        kafka.stop();

        // When
        app.stop();
        app = app();
        app.start();

        // Then
        assertThat(isReady()).isFalse();
        app.stop();

        // When
        app = app();
        app.start();
        kafka.restart();

        // Then
        awaitReady();
    }

    @Test
    void shouldUseTheGroupTransactionsAndTopicsThatDoctorLooksAt() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            // When
            awaitReady();

            // Then
            awaited().untilAsserted(() -> {
                assertThat(admin.listGroups().all().get())
                        .extracting(GroupListing::groupId)
                        .containsExactly(ProcessorDoctor.group(config()));
                assertThat(admin.listTransactions().all().get())
                        .isNotEmpty()
                        .extracting(TransactionListing::transactionalId)
                        .allMatch(id -> id.startsWith(
                                ProcessorDoctor.transactionalIds(config()).prefix()));
                assertThat(admin.listTopics().names().get())
                        .filteredOn(topic -> !topic.startsWith("neonwatch."))
                        .containsExactlyInAnyOrderElementsOf(ProcessorDoctor.ownTopics(config()));
            });
        }
    }

    private ProcessorConfig config() {
        return new ProcessorConfig("processor-it", directory.resolve("state"), null);
    }

    private ProcessorApp app() {
        return new ProcessorApp(
                config(),
                Pipeline.SHIPPED,
                new KafkaConfig(kafka.bootstrapServers()),
                registry,
                new SimpleMeterRegistry());
    }

    private void awaitReady() {
        awaited()
                .untilAsserted(() -> assertThat(app.healthChecks())
                        .extracting(HealthCheck::check)
                        .allMatch(Health::ready));
    }

    private boolean isReady() {
        return app.healthChecks().stream().allMatch(check -> check.check().ready());
    }

    private static void saysWhy(ConsumerRecord<String, byte[]> letter) {
        assertThat(letter.key()).isEqualTo(Batches.TARGET);
        assertThat(letter.value()).isEqualTo("rubbish".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(letter.headers().lastHeader(DeadLetters.REASON).value(), StandardCharsets.UTF_8))
                .contains("not in Confluent's wire format");
    }

    private static ConditionFactory awaited() {
        return await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions();
    }
}
