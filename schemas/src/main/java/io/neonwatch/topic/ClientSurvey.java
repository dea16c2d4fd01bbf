package io.neonwatch.topic;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;

/**
 * Whether a cluster lets this client take part in consumer groups, write in transactions and have topics of its own. No
 * group and no transaction is begun, joined or disturbed, and no topic created.
 *
 * @param groups by id
 * @param transactionalIds by id
 * @param topics by name; those of the catalogue are for {@link TopicSurvey}
 */
public record ClientSurvey(Map<String, Right> groups, Map<String, Right> transactionalIds, Map<String, Right> topics) {

    static final int MILLIS = 4_000;

    /**
     * Asks for all side by side, for some seconds at the most.
     *
     * @throws TopicException when the client cannot be made
     */
    public static ClientSurvey of(
            KafkaConfig kafka,
            Collection<String> groups,
            Collection<String> transactionalIds,
            Collection<String> topics)
            throws InterruptedException {
        LazyAdmin lazy = new LazyAdmin(() -> Admin.create(kafka.clientProperties()));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try (lazy) {
            Admin admin = lazy.get("look at its rights");
            var ofGroups = asked(threads, groups, group -> GroupRight.of(admin, group));
            var ofTransactions = asked(threads, transactionalIds, id -> TransactionRight.of(admin, kafka, id));
            var ofTopics = asked(threads, topics, topic -> OwnTopicRight.of(admin, topic));
            return new ClientSurvey(answers(ofGroups), answers(ofTransactions), answers(ofTopics));
        } finally {
            threads.shutdownNow();
        }
    }

    /** Of one thing by its name. */
    private interface Question {

        Right ask(String name) throws InterruptedException, ExecutionException;
    }

    private static Map<String, Future<Right>> asked(
            ExecutorService threads, Collection<String> names, Question question) {
        Map<String, Future<Right>> asked = new LinkedHashMap<>();
        for (String name : names) asked.put(name, threads.submit(() -> question.ask(name)));
        return asked;
    }

    private static Map<String, Right> answers(Map<String, Future<Right>> asked) throws InterruptedException {
        Map<String, Right> answers = new HashMap<>();
        for (Map.Entry<String, Future<Right>> each : asked.entrySet()) {
            try {
                answers.put(each.getKey(), each.getValue().get());
            } catch (ExecutionException e) {
                Throwable reason = PendingAnswer.reason(e);
                answers.put(each.getKey(), new Right.Unknown(String.valueOf(reason.getMessage())));
            }
        }
        return answers;
    }
}
