package io.neonwatch.collector;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.neonwatch.collector.docker.DockerCondition;
import io.neonwatch.collector.docker.SharedPgvector;
import io.neonwatch.collector.docker.SharedPgvector.Database;
import io.neonwatch.collector.sampling.Intervals;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.registry.InMemorySchemaRegistry;
import io.neonwatch.sandbox.kafka.EmbeddedKafka;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.schemas.Target;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.TopicAdmin;
import io.neonwatch.topic.Topics;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several databases of one server, watched by a group of collectors. */
@Timeout(300)
@ExtendWith(DockerCondition.class)
@ExtendWith(SharedPgvector.class)
class OneServerIT {

    private static final TemporaryDirectory DIRECTORY = TemporaryDirectory.create("one-server-test");
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.start(DIRECTORY.path());
    private static final KafkaConfig KAFKA_CONFIG = new KafkaConfig(KAFKA.bootstrapServers());
    private static final InMemorySchemaRegistry REGISTRY = new InMemorySchemaRegistry();

    private final String group = "one-server-" + UUID.randomUUID();

    @BeforeAll
    static void createTopics() throws InterruptedException {
        try (TopicAdmin topics = new TopicAdmin(KAFKA_CONFIG)) {
            topics.ensure(List.of(Topics.TARGETS, Topics.METRICS));
        }
    }

    @AfterAll
    static void stopKafka() {
        KAFKA.close();
        DIRECTORY.close();
    }

    @Test
    void shouldWatchAllItsDatabasesByOneCollectorWithPlansAndSearches(
            Database first, Database second, Database third, Database fourth) throws SQLException {
        // Given
        List<Database> databases = List.of(first, second, third, fourth);
        for (Database database : databases) addDocuments(database);
        List<TargetConfig> targets =
                new ArrayList<>(databases.stream().map(Database::target).toList());
        // So that both collectors have something: what look like other servers.
        for (int number = 0; number < 20; number++) targets.add(elsewhere(first, number));
        CollectorApp one = collector("one", targets);
        CollectorApp two = collector("two", targets);
        one.start();
        two.start();
        try (TargetRecords records = new TargetRecords(KAFKA_CONFIG, REGISTRY)) {
            // When
            await().atMost(ofSeconds(90)).during(ofSeconds(3)).until(() -> {
                List<String> collectors = collectors(records, targets);
                return collectors.size() == targets.size()
                        && collectors.stream().distinct().count() == 2;
            });

            // Then
            List<TargetConfig> ofServer = targets.subList(0, databases.size());
            assertThat(collectors(records, ofServer).stream().distinct()).hasSize(1);
            for (Database database : databases) awaitPlansAndSearches(database);
        } finally {
            one.stop();
            two.stop();
        }
    }

    private static void addDocuments(Database database) throws SQLException {
        database.execute("""
                CREATE TABLE documents (id bigint, embedding vector(3));
                INSERT INTO documents SELECT i, ARRAY[i, i % 7, i % 11]::vector FROM generate_series(1, 2000) i;
                CREATE INDEX documents_embedding ON documents USING hnsw (embedding vector_l2_ops);
                GRANT SELECT ON documents TO neonwatch""");
    }

    private static void awaitPlansAndSearches(Database database) {
        try (Samples<MetricBatch> metrics = Samples.of(KAFKA_CONFIG, REGISTRY, Topics.METRICS, database.name())) {
            await().atMost(ofSeconds(60)).until(() -> {
                database.execute("SELECT id FROM documents ORDER BY embedding <-> '[1,2,3]' LIMIT 5");
                List<MetricBatch> batches = metrics.values().toList();
                return anyAboveZero(batches, "neonwatch.query.plan.looks")
                        && anyAboveZero(batches, "postgresql.vector.search.calls");
            });
        }
    }

    private static boolean anyAboveZero(List<MetricBatch> batches, String metric) {
        return batches.stream().flatMap(batch -> Samples.points(batch, metric)).anyMatch(point -> point.value() > 0);
    }

    private static List<String> collectors(TargetRecords records, List<TargetConfig> targets) {
        var newest = records.newest();
        return targets.stream()
                .map(target -> newest.get(target.id()))
                .filter(Objects::nonNull)
                .flatMap(record -> record.stream())
                .map(Target::getCollector)
                .toList();
    }

    private TargetConfig elsewhere(Database database, int number) {
        String name = group + "-" + number;
        TargetConfig target = database.target();
        String host = Stream.of(target.server().split(",")).findFirst().orElseThrow();
        return new TargetConfig(
                name,
                target.url().replace(host, host + "," + name + ".invalid:5432"),
                target.user(),
                target.password(),
                null);
    }

    private CollectorApp collector(String name, List<TargetConfig> targets) {
        CollectorConfig config = new TestedCollector(name, targets)
                .group(group)
                .intervals(Intervals.all(ofSeconds(1)))
                .config();
        return new CollectorApp(config, KAFKA_CONFIG, REGISTRY, new SimpleMeterRegistry());
    }
}
