package io.neonwatch.cli.doctor;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.runtime.doctor.Finding;
import io.neonwatch.sandbox.kafka.EmbeddedKafka;
import io.neonwatch.sandbox.kafka.Guard;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topic;
import io.neonwatch.topic.TopicAdmin;
import io.neonwatch.topic.Topics;
import io.neonwatch.topic.TransactionalIds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a cluster that keeps its users to their rights. */
class KafkaRightsIT {

    private static final TopicUse TOPICS =
            new TopicUse(new LinkedHashSet<>(List.of(Topics.METRICS, Topics.INTENTS)), Set.of(Topics.ALERTS));
    private static final ClientUse CLIENTS = new ClientUse(
            new LinkedHashSet<>(List.of("neonwatch-collector-a", "neonwatch-processor")),
            List.of(
                    new TransactionalIds("neonwatch-processor-", "neonwatch-processor-doctor"),
                    new TransactionalIds("neonwatch-notifier-routing-", "neonwatch-notifier-routing-host")),
            List.of("neonwatch-processor-clock-changelog"));
    private static final Guard GUARD = new Guard(Map.of("neonwatch", "correct-horse-battery"));

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;
    private static Admin admin;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(directory, GUARD);
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        kafka.close();
    }

    @AfterEach
    void forgetRightsAndTopics() throws Exception {
        admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
        await().atMost(ofSeconds(20)).until(() -> known().isEmpty());
        admin.deleteTopics(admin.listTopics().names().get()).all().get();
    }

    @Test
    void shouldSayWhatIsMissingAndTheCommandsThatMendIt() throws Exception {
        // Given a user with no rights, and no topics
        List<Finding> before = bad(examine());
        assertThat(before).extracting(Finding::check).containsExactly("topics", "rights", "rights", "rights");
        assertThat(before.get(1).message())
                .isEqualTo("no right READ on the consumer groups neonwatch-collector-a, neonwatch-processor");
        assertThat(before.get(2).message())
                .isEqualTo("no right WRITE on transactional ids that begin with neonwatch-notifier-routing-, "
                        + "neonwatch-processor- (tried: neonwatch-notifier-routing-host, neonwatch-processor-doctor)");
        assertThat(before.get(3).message()).contains("neonwatch-processor-clock-changelog");

        // When
        for (Finding finding : before) run(finding.remedy());

        // Then
        assertThat(bad(examine())).isEmpty();
        assertThat(examine())
                .extracting(Finding::message)
                .contains("2 consumer groups, 2 transactional ids and 1 topics of the processor's own may be used");
    }

    @Test
    void shouldSayWhatIsMissingOnTopicsThatAreThere() throws Exception {
        // Given
        create();
        run("kafka-acls.sh --add --allow-principal User:neonwatch --operation Describe --topic neonwatch.metrics"
                + " --topic neonwatch.intents --topic neonwatch.alerts");
        clientRights();

        // When
        List<Finding> before = bad(examine());

        // Then
        assertThat(before)
                .extracting(Finding::message)
                .containsExactly(
                        "no right WRITE on the topics neonwatch.alerts",
                        "no right READ on the topics neonwatch.metrics, neonwatch.intents");
        for (Finding finding : before) run(finding.remedy());
        assertThat(bad(examine())).isEmpty();
    }

    /** As docs/deploy.md has them. */
    @Test
    void shouldBeContentWithTheRightsThatAreAskedFor() throws Exception {
        // Given
        run(
                "kafka-acls.sh --add --allow-principal User:neonwatch --operation Read --operation Write --operation Create"
                        + " --operation Describe --topic neonwatch. --topic neonwatch-processor- --resource-pattern-type prefixed");
        run("kafka-acls.sh --add --allow-principal User:neonwatch --operation Read --group neonwatch"
                + " --resource-pattern-type prefixed");
        run("kafka-acls.sh --add --allow-principal User:neonwatch --operation Write --operation Describe"
                + " --transactional-id neonwatch --resource-pattern-type prefixed");

        // Then
        assertThat(bad(examine())).isEmpty();
        create();
        assertThat(bad(examine())).isEmpty();
        assertThat(examine()).extracting(Finding::check).contains("settings");
    }

    @Test
    void shouldFindNothingToSayWhereThereAreNoRights() throws Exception {
        // Given
        create();
        KafkaConfig open = new KafkaConfig(kafka.bootstrapServers());

        // When
        List<Finding> findings = new KafkaExamination(open, TOPICS, CLIENTS).examine();

        // Then
        assertThat(findings).extracting(Finding::check).containsExactly("reachable", "topics", "rights");
        assertThat(bad(findings)).isEmpty();
    }

    @Test
    void shouldSayThatTooFewBrokersAreThereForTheTopics() throws Exception {
        // Given
        KafkaConfig three = new KafkaConfig(List.of(kafka.bootstrapServers()), Map.of(), (short) 3);

        // When
        List<Finding> findings = bad(new KafkaExamination(three, TOPICS, CLIENTS).examine());

        // Then
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("kafka.replication_factor lower"));
    }

    private static List<Finding> examine() throws InterruptedException {
        KafkaConfig kafka =
                new KafkaConfig(List.of(GUARD.bootstrapServers()), GUARD.clientProperties("neonwatch"), null);
        return new KafkaExamination(kafka, TOPICS, CLIENTS).examine();
    }

    private static List<Finding> bad(List<Finding> findings) {
        return findings.stream().filter(finding -> finding.verdict().isBad()).toList();
    }

    private static void create() throws InterruptedException {
        try (TopicAdmin topics = new TopicAdmin(admin, null)) {
            topics.ensure(new ArrayList<Topic<?>>(TOPICS.all()));
        }
    }

    private static void clientRights() throws Exception {
        run("kafka-acls.sh --add --allow-principal User:neonwatch --operation All --group * --transactional-id *"
                + " --topic neonwatch-processor-clock-changelog");
    }

    private static void run(String remedy) throws Exception {
        List<AclBinding> bindings = KafkaAcls.bindings(remedy);
        assertThat(bindings).isNotEmpty();
        admin.createAcls(bindings).all().get();
        // The broker hears of it a moment later.
        await().atMost(ofSeconds(20)).until(() -> known().containsAll(bindings));
    }

    private static Collection<AclBinding> known() throws Exception {
        return admin.describeAcls(AclBindingFilter.ANY).values().get();
    }
}
