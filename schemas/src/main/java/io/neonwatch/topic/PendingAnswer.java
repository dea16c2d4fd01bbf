package io.neonwatch.topic;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;

/** Kafka's futures, waited for with a limit. */
final class PendingAnswer {

    private static final int GRACE_MILLIS = 2_000;

    private PendingAnswer() {}

    static <K, T> KafkaFuture<T> of(Map<K, KafkaFuture<T>> futures, K key) {
        return Objects.requireNonNull(futures.get(key));
    }

    /**
     * @param millis the limit that the request itself has; the client is given a little more to report it
     * @throws ExecutionException with the reason as its cause, also when the time is up
     */
    static <T> T await(KafkaFuture<T> future, int millis) throws InterruptedException, ExecutionException {
        try {
            return future.get(millis + GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ExecutionException(e);
        }
    }

    static Throwable reason(ExecutionException failure) {
        return Objects.requireNonNullElse(failure.getCause(), failure);
    }
}
