package io.neonwatch.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster has of the catalogue and what this client may do there, without changing anything.
 *
 * @param brokers how many answer
 * @param missing names of topics that are not there, or that this client may not see, and whether it may create them
 * @param unreadable names of topics whose settings this client may not read
 * @param rights by topic: {@code READ}, {@code WRITE} and the like; null where the cluster does not say
 */
public record TopicSurvey(
        int brokers,
        Map<String, Right> missing,
        List<TopicMismatch> mismatches,
        List<String> unreadable,
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
            return survey(lazy.get("see whether it answers"), topics, kafka.replicationFactor());
        } catch (ExecutionException e) {
            throw TopicException.of("look at the topics", PendingAnswer.reason(e));
        }
    }

    private static TopicSurvey survey(Admin admin, Collection<Topic<?>> topics, @Nullable Short replicationFactor)
            throws InterruptedException, ExecutionException {
        var cluster = admin.describeCluster(new DescribeClusterOptions().timeoutMs(MILLIS));
        int brokers = PendingAnswer.await(cluster.nodes(), MILLIS).size();
        Map<Topic<?>, TopicDescription> found = describe(admin, topics);
        Map<String, Map<String, String>> settings = settings(admin, found.keySet());
        Map<String, @Nullable Set<String>> rights = new HashMap<>();
        found.forEach((topic, description) -> rights.put(topic.name(), names(description.authorizedOperations())));
        return new TopicSurvey(
                brokers,
                creation(
                        admin,
                        topics.stream()
                                .filter(topic -> !found.containsKey(topic))
                                .toList(),
                        replicationFactor),
                mismatches(found, settings),
                found.keySet().stream()
                        .map(Topic::name)
                        .filter(name -> !settings.containsKey(name))
                        .sorted()
                        .toList(),
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

    /** The right may be one on the cluster or one on names, so that only the attempt shows it. Nothing is created. */
    private static Map<String, Right> creation(Admin admin, List<Topic<?>> missing, @Nullable Short replicationFactor)
            throws InterruptedException {
        Map<String, Right> rights = new TreeMap<>();
        if (missing.isEmpty()) return rights;
        var futures = admin.createTopics(
                        missing.stream()
                                .map(topic -> TopicSettings.newTopic(topic, replicationFactor))
                                .toList(),
                        new CreateTopicsOptions().timeoutMs(MILLIS).validateOnly(true))
                .values();
        for (Topic<?> topic : missing) {
            try {
                PendingAnswer.await(PendingAnswer.of(futures, topic.name()), MILLIS);
                rights.put(topic.name(), new Right.Granted());
            } catch (ExecutionException e) {
                rights.put(topic.name(), refusal(topic, PendingAnswer.reason(e)));
            }
        }
        return rights;
    }

    private static Right refusal(Topic<?> topic, Throwable reason) {
        // What is there, and yet was not found, may not be seen.
        if (reason instanceof AuthorizationException || reason instanceof TopicExistsException)
            return new Right.Refused();
        return new Right.Unknown(String.valueOf(
                TopicException.of("create topic " + topic.name(), reason).getMessage()));
    }

    /** Settings by topic; without those that this client may not read. */
    private static Map<String, Map<String, String>> settings(Admin admin, Collection<Topic<?>> topics)
            throws InterruptedException, ExecutionException {
        Map<String, Map<String, String>> settings = new HashMap<>();
        if (topics.isEmpty()) return settings;
        var futures = admin.describeConfigs(
                        topics.stream().map(TopicSurvey::resource).toList(),
                        new DescribeConfigsOptions().timeoutMs(MILLIS))
                .values();
        for (Topic<?> topic : topics) {
            try {
                Config config = PendingAnswer.await(PendingAnswer.of(futures, resource(topic)), MILLIS);
                settings.put(
                        topic.name(),
                        config.entries().stream()
                                .filter(setting -> setting.value() != null)
                                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value)));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof AuthorizationException)) throw e;
            }
        }
        return settings;
    }

    private static List<TopicMismatch> mismatches(
            Map<Topic<?>, TopicDescription> found, Map<String, Map<String, String>> settings) {
        List<TopicMismatch> mismatches = new ArrayList<>();
        found.forEach((topic, description) ->
                TopicMismatch.of(topic, description.partitions().size(), settings.get(topic.name())).stream()
                        .filter(mismatch -> settings.containsKey(topic.name()) || mismatch.isOfPartitions())
                        .forEach(mismatches::add));
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
