package io.neonwatch.deploy.part;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.testcontainers.containers.Network;
import org.testcontainers.lifecycle.Startables;

/**
 * Kafka brokers that are controllers as well, numbered from 1. With three of them every record is on three, and two must
 * have it before it counts as written.
 */
public final class KafkaCluster implements AutoCloseable {

    private final List<KafkaNode> nodes;

    private KafkaCluster(List<KafkaNode> nodes) {
        this.nodes = nodes;
    }

    /**
     * Returns when the brokers take requests.
     *
     * @param size 1 or 3
     */
    public static KafkaCluster start(Network network, int size) {
        Map<String, String> settings = settings(size);
        List<KafkaNode> nodes = IntStream.rangeClosed(1, size)
                .mapToObj(id -> new KafkaNode(id, network, settings))
                .toList();
        KafkaCluster cluster = new KafkaCluster(nodes);
        try {
            // Together: none is ready before most of them are there.
            Startables.deepStart(nodes.stream().map(KafkaNode::container)).join();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private static Map<String, String> settings(int size) {
        String replicas = Integer.toString(size);
        String written = Integer.toString(size == 1 ? 1 : 2);
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "KAFKA_CONTROLLER_QUORUM_VOTERS",
                IntStream.rangeClosed(1, size)
                        .mapToObj(id -> id + "@" + KafkaNode.name(id) + ":9093")
                        .collect(Collectors.joining(",")));
        settings.put("KAFKA_DEFAULT_REPLICATION_FACTOR", replicas);
        settings.put("KAFKA_MIN_INSYNC_REPLICAS", written);
        settings.put("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", replicas);
        settings.put("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", replicas);
        settings.put("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", written);
        // The defaults, 50 each, are for more than two cores.
        settings.put("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "6");
        settings.put("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "6");
        settings.put("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        settings.put("KAFKA_JAVA_OPTIONS", Parts.SMALL_JAVA);
        return settings;
    }

    /** For clients on this machine, also after a broker was away. */
    public List<String> bootstrapServers() {
        return nodes.stream().map(KafkaNode::address).toList();
    }

    /** For clients in the cluster's network. */
    String inNetwork() {
        return nodes.stream().map(KafkaNode::addressInNetwork).collect(Collectors.joining(","));
    }

    public int size() {
        return nodes.size();
    }

    public KafkaNode node(int id) {
        return nodes.get(id - 1);
    }

    /** The node that leads the metadata quorum. */
    public KafkaNode activeController() {
        return node(
                ask(admin -> admin.describeMetadataQuorum().quorumInfo().get()).leaderId());
    }

    /** Of the nodes that are not the active controller, the one that leads the most partitions. */
    public KafkaNode busiestPlainBroker() {
        int controller = activeController().id();
        Map<Integer, Long> partitionsLed = topics().stream()
                .flatMap(topic -> topic.partitions().stream())
                .filter(partition -> partition.leader().id() != controller)
                .collect(Collectors.groupingBy(partition -> partition.leader().id(), Collectors.counting()));
        return node(partitionsLed.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey());
    }

    /** Partitions that are on fewer brokers than they should be, such as {@code neonwatch.alerts-3}. */
    public List<String> underReplicated() {
        List<String> found = new ArrayList<>();
        for (TopicDescription topic : topics())
            topic.partitions().stream()
                    .filter(partition -> partition.isr().size() < size())
                    .forEach(partition -> found.add(topic.name() + "-" + partition.partition()));
        return found;
    }

    void createTopic(NewTopic topic) {
        ask(admin -> admin.createTopics(List.of(topic)).all().get());
    }

    private List<TopicDescription> topics() {
        return ask(admin -> {
            var names = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
            return List.copyOf(admin.describeTopics(names).allTopicNames().get().values());
        });
    }

    private <T> T ask(Question<T> question) {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) Duration.ofSeconds(30).toMillis());
        try (Admin admin = Admin.create(settings)) {
            return question.ask(admin);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refused: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        nodes.forEach(KafkaNode::close);
    }

    private interface Question<T> {
        T ask(Admin admin) throws ExecutionException, InterruptedException;
    }
}
