package io.neonwatch.topic;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.neonwatch.sandbox.kafka.EmbeddedKafka;
import io.neonwatch.sandbox.kafka.Guard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientSurveyIT {

    private static final String TOPIC = "orders";
    private static final String NEW_GROUP = "shop-new";
    private static final String OLD_GROUP = "shop-old";
    private static final List<String> GROUPS = List.of(NEW_GROUP, OLD_GROUP);
    private static final List<String> IDS = List.of("shop-1");

    private static final String OLD_TOPIC = "shop-old";
    private static final List<String> TOPICS = List.of("shop-new", OLD_TOPIC);

    private static final Guard GUARD = new Guard(Map.of("member", "one", "onlooker", "two", "stranger", "three"));

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(directory, GUARD);
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1), new NewTopic(OLD_TOPIC, 1, (short) 1)))
                .all()
                .get();
        var offset = Map.of(new TopicPartition(TOPIC, 0), new OffsetAndMetadata(0));
        admin.alterConsumerGroupOffsets(OLD_GROUP, offset).all().get();
        List<AclBinding> rights = List.of(
                allow("member", ResourceType.GROUP, AclOperation.READ),
                allow("member", ResourceType.TRANSACTIONAL_ID, AclOperation.WRITE),
                allow("member", ResourceType.TOPIC, AclOperation.CREATE),
                allow("member", ResourceType.TOPIC, AclOperation.READ),
                allow("member", ResourceType.TOPIC, AclOperation.WRITE),
                allow("onlooker", ResourceType.TOPIC, AclOperation.READ),
                allow("onlooker", ResourceType.GROUP, AclOperation.DESCRIBE),
                allow("onlooker", ResourceType.TRANSACTIONAL_ID, AclOperation.DESCRIBE));
        admin.createAcls(rights).all().get();
        // The broker hears of it a moment later.
        await().atMost(ofSeconds(20))
                .until(() ->
                        admin.describeAcls(AclBindingFilter.ANY).values().get().containsAll(rights));
    }

    @AfterAll
    static void stop() {
        admin.close();
        kafka.close();
    }

    @Test
    void shouldFindGrantedWhatIsGranted() throws Exception {
        assertThat(survey("member").groups().values()).hasSize(2).containsOnly(new Right.Granted());
        assertThat(survey("member").transactionalIds().values()).containsExactly(new Right.Granted());
        assertThat(survey("member").topics().values()).hasSize(2).containsOnly(new Right.Granted());
    }

    @Test
    void shouldFindItRefusedToThoseWhoMayOnlyLookAndToThoseWhoMayNothing() throws Exception {
        for (String user : List.of("onlooker", "stranger")) {
            assertThat(survey(user).groups().values()).as(user).hasSize(2).containsOnly(new Right.Refused());
            assertThat(survey(user).transactionalIds().values()).as(user).containsExactly(new Right.Refused());
            assertThat(survey(user).topics().values()).as(user).hasSize(2).containsOnly(new Right.Refused());
        }
    }

    @Test
    void shouldFindEverythingGrantedWhereNothingIsForbidden() throws Exception {
        // When
        ClientSurvey survey = ClientSurvey.of(new KafkaConfig(kafka.bootstrapServers()), GROUPS, IDS, TOPICS);

        // Then
        assertThat(survey.groups().values()).containsOnly(new Right.Granted());
        assertThat(survey.transactionalIds().values()).containsOnly(new Right.Granted());
        assertThat(survey.topics().values()).containsOnly(new Right.Granted());
    }

    @Test
    void shouldLeaveNothingBehind() throws Exception {
        // When
        ClientSurvey.of(
                new KafkaConfig(kafka.bootstrapServers()),
                List.of("never-seen"),
                List.of("never-seen"),
                List.of("never-seen"));

        // Then
        assertThat(admin.listGroups().all().get())
                .noneMatch(group -> group.groupId().equals("never-seen"));
        assertThat(admin.listTransactions().all().get())
                .noneMatch(transaction -> transaction.transactionalId().equals("never-seen"));
        assertThat(admin.listTopics().names().get()).doesNotContain("never-seen");
    }

    @Test
    void shouldDisturbNeitherAMemberNorATransaction() throws Exception {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "group.id", "shop-live",
                "group.instance.id", "one",
                "auto.offset.reset", "earliest"));
        List<Integer> generations = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "shop-live"),
                        new StringSerializer(),
                        new StringSerializer())) {
            // Given
            consumer.subscribe(List.of(TOPIC));
            await().atMost(ofSeconds(30)).until(() -> {
                consumer.poll(ofMillis(100));
                return !consumer.assignment().isEmpty();
            });
            generations.add(consumer.groupMetadata().generationId());
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, "first"));

            // When
            ClientSurvey survey =
                    ClientSurvey.of(config("member"), List.of("shop-live"), List.of("shop-live"), List.of());

            // Then
            assertThat(survey.groups()).containsExactly(Map.entry("shop-live", new Right.Granted()));
            assertThat(survey.transactionalIds()).containsExactly(Map.entry("shop-live", new Right.Granted()));
            producer.send(new ProducerRecord<>(TOPIC, "second"));
            assertThatCode(producer::commitTransaction).doesNotThrowAnyException();
            consumer.poll(ofMillis(1500));
            consumer.poll(ofMillis(1500));
            generations.add(consumer.groupMetadata().generationId());
            assertThat(generations.getLast()).isEqualTo(generations.getFirst());
        }
    }

    private static ClientSurvey survey(String user) throws InterruptedException {
        return ClientSurvey.of(config(user), GROUPS, IDS, TOPICS);
    }

    private static KafkaConfig config(String user) {
        return new KafkaConfig(List.of(GUARD.bootstrapServers()), GUARD.clientProperties(user), null);
    }

    private static AclBinding allow(String user, ResourceType type, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, "shop-", PatternType.PREFIXED),
                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }
}
