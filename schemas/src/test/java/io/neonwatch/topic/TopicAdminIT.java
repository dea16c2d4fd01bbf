package io.neonwatch.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.neonwatch.sandbox.kafka.EmbeddedKafka;
import io.neonwatch.schemas.Alert;
import io.neonwatch.schemas.MetricBatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicAdminIT {

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;
    private static KafkaConfig config;
    private static Admin admin;

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = EmbeddedKafka.start(directory);
        config = new KafkaConfig(kafka.bootstrapServers());
        admin = Admin.create(config.clientProperties());
    }

    @AfterAll
    static void stopKafka() {
        admin.close();
        kafka.close();
    }

    @Test
    void shouldCreateWhatIsMissingAndNothingTwice() throws Exception {
        // Given
        List<String> names = Topics.ALL.stream().<String>map(Topic::name).toList();

        // When
        TopicReport first;
        TopicReport second;
        try (TopicAdmin topics = new TopicAdmin(config)) {
            first = topics.ensure(Topics.ALL);
            second = topics.ensure(Topics.ALL);
        }

        // Then
        assertThat(first).isEqualTo(new TopicReport(names, List.of()));
        assertThat(second).isEqualTo(new TopicReport(List.of(), List.of()));
        assertThat(partitions(Topics.METRICS.name())).isEqualTo(Topics.METRICS.partitions());
        assertThat(setting(Topics.METRICS.name(), "cleanup.policy")).isEqualTo("delete");
        assertThat(setting(Topics.METRICS.name(), "retention.ms")).isEqualTo("604800000");
        assertThat(setting(Topics.ALERTS.name(), "cleanup.policy")).isEqualTo("compact");
        assertThat(setting(Topics.ALERTS.name(), "segment.ms")).isEqualTo("86400000");
    }

    @Test
    void shouldReportWhatIsNotAsItShouldBeAndLeaveItAlone() throws Exception {
        // Given
        Topic<Alert> compacted = new Topic<>("test.compacted", Alert.class, 3, null);
        Topic<MetricBatch> kept = new Topic<>("test.kept", MetricBatch.class, 3, Duration.ofDays(1));
        NewTopic wrong = new NewTopic(compacted.name(), 1, (short) 1).configs(Map.of("cleanup.policy", "delete"));
        NewTopic larger = new NewTopic(kept.name(), 5, (short) 1).configs(Map.of("retention.ms", "1000000"));
        admin.createTopics(List.of(wrong, larger)).all().get(30, TimeUnit.SECONDS);
        await().atMost(30, TimeUnit.SECONDS)
                .until(
                        () -> admin.listTopics().names().get(30, TimeUnit.SECONDS),
                        names -> names.containsAll(List.of(wrong.name(), larger.name())));

        // When
        TopicReport report = new TopicAdmin(admin, null).ensure(List.of(compacted, kept));

        // Then
        assertThat(report.created()).isEmpty();
        assertThat(report.mismatches())
                .containsExactly(
                        new TopicMismatch("test.compacted", "partitions", "3", "1"),
                        new TopicMismatch("test.compacted", "cleanup.policy", "compact", "delete"));
        assertThat(partitions(compacted.name())).isEqualTo(1);
        assertThat(setting(compacted.name(), "cleanup.policy")).isEqualTo("delete");
    }

    @Test
    void shouldCreateEachTopicOnceWhenSeveralServicesStart() throws Exception {
        // Given
        List<Topic<?>> wanted = new ArrayList<>();
        for (int number = 0; number < 5; number++)
            wanted.add(new Topic<>("test.raced-" + number, Alert.class, 1, null));
        Callable<TopicReport> service = () -> {
            try (TopicAdmin topics = new TopicAdmin(config)) {
                return topics.ensure(wanted);
            }
        };

        // When
        List<String> created = new ArrayList<>();
        try (ExecutorService services = Executors.newFixedThreadPool(3)) {
            for (Future<TopicReport> report : services.invokeAll(List.of(service, service, service)))
                created.addAll(report.get().created());
        }

        // Then
        assertThat(created)
                .containsExactlyInAnyOrderElementsOf(
                        wanted.stream().<String>map(Topic::name).toList());
    }

    @Test
    void shouldSayWhenThereAreNotEnoughBrokers() {
        // Given
        Topic<Alert> topic = new Topic<>("test.replicated", Alert.class, 1, null);

        // Then
        try (TopicAdmin topics = new TopicAdmin(new KafkaConfig(config.bootstrapServers(), null, (short) 3))) {
            assertThatThrownBy(() -> topics.ensure(List.of(topic)))
                    .isInstanceOf(TopicException.class)
                    .hasMessageStartingWith("could not create topic test.replicated: ")
                    .hasMessageEndingWith("; start more brokers, or set kafka.replication_factor lower")
                    .extracting(thrown -> ((TopicException) thrown).retriable())
                    .isEqualTo(false);
        }
    }

    @Test
    void shouldCheckThatABrokerAnswers() {
        try (TopicAdmin topics = new TopicAdmin(config)) {
            assertThatCode(topics::check).doesNotThrowAnyException();
        }
    }

    @Test
    void shouldSayWhenNoBrokerCanBeFound() {
        // Given
        KafkaConfig nowhere = new KafkaConfig("nowhere.invalid:9092");

        // Then
        try (TopicAdmin topics = new TopicAdmin(nowhere)) {
            assertThatThrownBy(topics::check)
                    .isInstanceOf(TopicException.class)
                    .hasMessageStartingWith("Kafka could not be reached to see whether it answers: ")
                    .extracting(thrown -> ((TopicException) thrown).retriable())
                    .isEqualTo(true);
        }
    }

    @Test
    void shouldSayWhenTheSettingsAreWrong() {
        // Given
        KafkaConfig wrong = new KafkaConfig(config.bootstrapServers(), Map.of("security.protocol", "NONE"), null);

        // Then
        try (TopicAdmin topics = new TopicAdmin(wrong)) {
            assertThatThrownBy(topics::check)
                    .isInstanceOf(TopicException.class)
                    .hasMessageContaining("security.protocol")
                    .extracting(thrown -> ((TopicException) thrown).retriable())
                    .isEqualTo(false);
        }
    }

    private static int partitions(String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get(30, TimeUnit.SECONDS)
                .values()
                .iterator()
                .next()
                .partitions()
                .size();
    }

    private static String setting(String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get(30, TimeUnit.SECONDS)
                .values()
                .iterator()
                .next()
                .get(name)
                .value();
    }
}
