package io.neonwatch.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Creates the topics that are missing and never alters one that is there. Safe for use by many threads and programs. */
public final class TopicAdmin implements AutoCloseable {

    private static final int REQUEST_MILLIS = 30_000;
    private static final int CHECK_MILLIS = 4_000;

    private final LazyAdmin admin;
    private final @Nullable Short replicationFactor;

    /** Connects at the first use. {@link #close} ends the connection. */
    public TopicAdmin(KafkaConfig config) {
        this.admin = new LazyAdmin(() -> Admin.create(config.clientProperties()));
        this.replicationFactor = config.replicationFactor();
    }

    /**
     * The connection stays the caller's: {@link #close} leaves it open.
     *
     * @param replicationFactor of the topics it creates; null for the cluster's own default
     */
    public TopicAdmin(Admin admin, @Nullable Short replicationFactor) {
        this.admin = new LazyAdmin(admin);
        this.replicationFactor = replicationFactor;
    }

    /**
     * Creates what is missing. Another program may do the same at the same time: each topic is created once, and
     * reported by the one that did.
     *
     * @throws TopicException when a topic can neither be found nor created
     */
    public TopicReport ensure(Collection<Topic<?>> topics) throws InterruptedException {
        Map<Topic<?>, TopicDescription> existing = describe(topics);
        List<String> created = create(
                topics.stream().filter(topic -> !existing.containsKey(topic)).toList());
        // What another program created meanwhile.
        existing.putAll(describe(topics.stream()
                .filter(topic -> !existing.containsKey(topic) && !created.contains(topic.name()))
                .toList()));
        return new TopicReport(created, mismatches(existing));
    }

    /**
     * Asks something cheap, within 4 s; for readiness.
     *
     * @throws TopicException when no broker answers
     */
    public void check() throws InterruptedException {
        String purpose = "see whether it answers";
        var options = new DescribeClusterOptions().timeoutMs(CHECK_MILLIS);
        try {
            PendingAnswer.await(admin.get(purpose).describeCluster(options).nodes(), CHECK_MILLIS);
        } catch (ExecutionException e) {
            throw TopicException.of(purpose, PendingAnswer.reason(e));
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private Map<Topic<?>, TopicDescription> describe(Collection<Topic<?>> topics) throws InterruptedException {
        if (topics.isEmpty()) return new LinkedHashMap<>();
        List<String> names = topics.stream().map(Topic::name).toList();
        var options = new DescribeTopicsOptions().timeoutMs(REQUEST_MILLIS);
        var futures =
                admin.get("describe the topics").describeTopics(names, options).topicNameValues();
        Map<Topic<?>, TopicDescription> existing = new LinkedHashMap<>();
        for (Topic<?> topic : topics) {
            try {
                existing.put(topic, PendingAnswer.await(PendingAnswer.of(futures, topic.name()), REQUEST_MILLIS));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException))
                    throw TopicException.of("describe topic " + topic.name(), PendingAnswer.reason(e));
            }
        }
        return existing;
    }

    private List<String> create(List<Topic<?>> missing) throws InterruptedException {
        if (missing.isEmpty()) return List.of();
        var options = new CreateTopicsOptions().timeoutMs(REQUEST_MILLIS);
        List<NewTopic> wanted = missing.stream()
                .map(topic -> TopicSettings.newTopic(topic, replicationFactor))
                .toList();
        var futures =
                admin.get("create the topics").createTopics(wanted, options).values();
        List<String> created = new ArrayList<>();
        for (Topic<?> topic : missing) {
            try {
                PendingAnswer.await(PendingAnswer.of(futures, topic.name()), REQUEST_MILLIS);
                created.add(topic.name());
            } catch (ExecutionException e) {
                // Another program was faster.
                if (!(e.getCause() instanceof TopicExistsException))
                    throw TopicException.of("create topic " + topic.name(), PendingAnswer.reason(e));
            }
        }
        return created;
    }

    private List<TopicMismatch> mismatches(Map<Topic<?>, TopicDescription> existing) throws InterruptedException {
        if (existing.isEmpty()) return List.of();
        List<ConfigResource> resources =
                existing.keySet().stream().map(TopicAdmin::resource).toList();
        var options = new DescribeConfigsOptions().timeoutMs(REQUEST_MILLIS);
        var futures = admin.get("read the topics' settings")
                .describeConfigs(resources, options)
                .values();
        List<TopicMismatch> mismatches = new ArrayList<>();
        for (Map.Entry<Topic<?>, TopicDescription> entry : existing.entrySet()) {
            Topic<?> topic = entry.getKey();
            int partitions = entry.getValue().partitions().size();
            mismatches.addAll(
                    TopicMismatch.of(topic, partitions, settings(topic, PendingAnswer.of(futures, resource(topic)))));
        }
        return mismatches;
    }

    private static @Nullable Map<String, String> settings(Topic<?> topic, KafkaFuture<Config> future)
            throws InterruptedException {
        try {
            return PendingAnswer.await(future, REQUEST_MILLIS).entries().stream()
                    .filter(entry -> entry.value() != null)
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) return null;
            throw TopicException.of("read the settings of topic " + topic.name(), PendingAnswer.reason(e));
        }
    }

    private static ConfigResource resource(Topic<?> topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }
}
