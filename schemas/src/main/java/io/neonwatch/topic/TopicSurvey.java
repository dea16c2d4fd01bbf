package io.neonwatch.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster has of the catalogue and what this client may do there, without changing anything.
 *
 * @param brokers how many answer
 * @param mayCreate whether topics may be created; true also where the cluster does not say
 * @param missing names of topics that are not there, or that this client may not see
 * @param rights by topic: {@code READ}, {@code WRITE} and the like; null where the cluster does not say
 */
public record TopicSurvey(
        int brokers,
        boolean mayCreate,
        List<String> missing,
        List<TopicMismatch> mismatches,
        Map<String, @Nullable Set<String>> rights) {

    private static final int MILLIS = 4_000;

    /**
     * Asks the cluster, for some seconds at the most.
     *
     * @throws TopicException when it does not answer, or refuses
     */
    public static TopicSurvey of(KafkaConfig kafka, Collection<Topic<?>> topics) throws InterruptedException {
        LazyAdmin lazy = new LazyAdmin(() -> Admin.create(kafka.clientProperties()));
        try (lazy) {
            return survey(lazy.get("see whether it answers"), topics);
        } catch (ExecutionException e) {
            throw TopicException.of("look at the topics", PendingAnswer.reason(e));
        }
    }

    private static TopicSurvey survey(Admin admin, Collection<Topic<?>> topics)
            throws InterruptedException, ExecutionException {
        var cluster = admin.describeCluster(
                new DescribeClusterOptions().timeoutMs(MILLIS).includeAuthorizedOperations(true));
        int brokers = PendingAnswer.await(cluster.nodes(), MILLIS).size();
        Set<AclOperation> allowed = PendingAnswer.await(cluster.authorizedOperations(), MILLIS);
        Map<Topic<?>, TopicDescription> found = describe(admin, topics);
        Map<String, @Nullable Set<String>> rights = new HashMap<>();
        found.forEach((topic, description) -> rights.put(topic.name(), names(description.authorizedOperations())));
        return new TopicSurvey(
                brokers,
                allowed == null || allowed.isEmpty() || allowed.contains(AclOperation.CREATE),
                topics.stream()
                        .filter(topic -> !found.containsKey(topic))
                        .map(Topic::name)
                        .toList(),
                mismatches(admin, found),
                rights);
    }

    private static Map<Topic<?>, TopicDescription> describe(Admin admin, Collection<Topic<?>> topics)
            throws InterruptedException, ExecutionException {
        var futures = admin.describeTopics(
                        topics.stream().map(Topic::name).toList(),
                        new DescribeTopicsOptions().timeoutMs(MILLIS).includeAuthorizedOperations(true))
                .topicNameValues();
        Map<Topic<?>, TopicDescription> found = new HashMap<>();
        for (Topic<?> topic : topics) {
            try {
                found.put(topic, PendingAnswer.await(PendingAnswer.of(futures, topic.name()), MILLIS));
            } catch (ExecutionException e) {
                // What may not be described looks the same to us as what is not there.
                Throwable reason = PendingAnswer.reason(e);
                if (!(reason instanceof UnknownTopicOrPartitionException || reason instanceof AuthorizationException))
                    throw e;
            }
        }
        return found;
    }

    private static List<TopicMismatch> mismatches(Admin admin, Map<Topic<?>, TopicDescription> found)
            throws InterruptedException, ExecutionException {
        if (found.isEmpty()) return List.of();
        var futures = admin.describeConfigs(
                        found.keySet().stream().map(TopicSurvey::resource).toList(),
                        new DescribeConfigsOptions().timeoutMs(MILLIS))
                .values();
        List<TopicMismatch> mismatches = new ArrayList<>();
        for (Map.Entry<Topic<?>, TopicDescription> entry : found.entrySet()) {
            Topic<?> topic = entry.getKey();
            Map<String, String> settings;
            try {
                settings = PendingAnswer.await(PendingAnswer.of(futures, resource(topic)), MILLIS).entries().stream()
                        .filter(setting -> setting.value() != null)
                        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof AuthorizationException)) throw e;
                settings = null;
            }
            mismatches.addAll(
                    TopicMismatch.of(topic, entry.getValue().partitions().size(), settings));
        }
        return mismatches;
    }

    private static ConfigResource resource(Topic<?> topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private static @Nullable Set<String> names(@Nullable Set<AclOperation> operations) {
        if (operations == null) return null;
        return operations.stream().map(Enum::name).collect(Collectors.toSet());
    }
}
