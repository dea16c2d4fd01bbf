package io.neonwatch.topic;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;

/**
 * Whether a cluster lets this client take part in consumer groups and write in transactions. No group and no transaction
 * is begun, joined or disturbed.
 *
 * @param groups by id
 * @param transactionalIds by id
 */
public record ClientSurvey(Map<String, Right> groups, Map<String, Right> transactionalIds) {

    static final int MILLIS = 4_000;

    /**
     * Asks for all side by side, for some seconds at the most.
     *
     * @throws TopicException when the client cannot be made
     */
    public static ClientSurvey of(KafkaConfig kafka, Collection<String> groups, Collection<String> transactionalIds)
            throws InterruptedException {
        LazyAdmin lazy = new LazyAdmin(() -> Admin.create(kafka.clientProperties()));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try (lazy) {
            Admin admin = lazy.get("look at its rights");
            Map<String, Future<Right>> ofGroups = new LinkedHashMap<>();
            Map<String, Future<Right>> ofTransactions = new LinkedHashMap<>();
            for (String group : groups) ofGroups.put(group, ask(threads, () -> GroupRight.of(admin, group)));
            for (String id : transactionalIds)
                ofTransactions.put(id, ask(threads, () -> TransactionRight.of(admin, kafka, id)));
            return new ClientSurvey(answers(ofGroups), answers(ofTransactions));
        } finally {
            threads.shutdownNow();
        }
    }

    private static Future<Right> ask(ExecutorService threads, Callable<Right> question) {
        return threads.submit(question);
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
