package io.neonwatch.cli.topics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neonwatch.cli.topics.ClusterOptions.Cluster;
import io.neonwatch.registry.HttpSchemaRegistry;
import io.neonwatch.runtime.config.ConfigException;
import io.neonwatch.topic.Topic;
import io.neonwatch.topic.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "tail", description = "Decode a topic's records: the last ones, then new ones as they arrive.")
final class TopicsTailCommand implements Callable<Integer> {

    static final class TopicNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Topics.ALL.stream().map(Topic::name).iterator();
        }
    }

    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(10);

    @Parameters(
            paramLabel = "TOPIC",
            completionCandidates = TopicNames.class,
            description = "For example ${COMPLETION-CANDIDATES}.")
    String topic = "";

    @Option(names = "--json", description = "One JSON object per line.")
    boolean json;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "10",
            paramLabel = "N",
            description = "How many of each partition's last records to start with (${DEFAULT-VALUE}).")
    int lines = 10;

    @Option(names = "--all", description = "Start with the oldest record.")
    boolean all;

    @Option(names = "--no-follow", description = "Stop at the end instead of waiting for new records.")
    boolean noFollow;

    @Mixin
    ClusterOptions clusterOptions = new ClusterOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Cluster cluster = clusterOptions.cluster();
        Map<String, Object> settings = cluster.kafka().clientProperties();
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("default.api.timeout.ms", (int) METADATA_TIMEOUT.toMillis());
        PrintWriter out = spec.commandLine().getOut();
        RecordDecoder decoder = new RecordDecoder(new HttpSchemaRegistry(cluster.requireRegistry()));
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, METADATA_TIMEOUT).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            if (partitions.isEmpty())
                throw new ConfigException("there is no topic " + topic + "; create it with `neonwatch topics create`");
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            for (var kafkaRecord : new LastRecords(consumer, POLL).read(ends, all ? Integer.MAX_VALUE : lines))
                out.println(line(decoder.decode(kafkaRecord)));
            out.flush();
            while (!noFollow && !out.checkError()) { // an error: whoever read our output has gone
                consumer.poll(POLL).forEach(kafkaRecord -> out.println(line(decoder.decode(kafkaRecord))));
                out.flush();
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer from Kafka at "
                    + String.join(",", cluster.kafka().bootstrapServers()) + "; check that the brokers run there");
        }
        return 0;
    }

    private String line(ObjectNode decoded) {
        if (json) return decoded.toString();
        String value = decoded.path("value").isMissingNode()
                ? "(undecodable: " + decoded.path("undecodable").asText() + ")"
                : new ObjectMapper().valueToTree(decoded.path("value")).toPrettyString();
        return decoded.path("timestamp").asText() + "  " + decoded.path("topic").asText() + "-"
                + decoded.path("partition").asInt() + "@"
                + decoded.path("offset").asLong() + "  "
                + decoded.path("key").asText() + "\n" + value;
    }
}
