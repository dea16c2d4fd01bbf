package io.neonwatch.neon;

import io.neonwatch.neon.NeonException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Waits for operations to end. */
public final class Operations {

    private final NeonClient client;
    private final OperationPolling polling;

    public Operations(NeonClient client, OperationPolling polling) {
        this.client = client;
        this.polling = polling;
    }

    /**
     * Returns the operations as they ended, once all have been done or skipped.
     *
     * @throws NeonException {@code OPERATION_FAILED} when one was cancelled or stayed failed, {@code TIMED_OUT}
     */
    public List<Operation> awaitDone(List<Operation> started) throws InterruptedException {
        long deadline = System.nanoTime() + polling.timeout().toNanos();
        Map<String, Long> failedSince = new HashMap<>();
        List<Operation> ended = new ArrayList<>();
        for (Operation operation : started) ended.add(awaitDone(operation, deadline, failedSince));
        return ended;
    }

    private Operation awaitDone(Operation started, long deadline, Map<String, Long> failedSince)
            throws InterruptedException {
        Operation operation = started;
        while (!operation.done()) {
            long now = System.nanoTime();
            if (operation.failed()) failedSince.putIfAbsent(operation.id(), now);
            else failedSince.remove(operation.id());
            Duration failedFor = Duration.ofNanos(now - failedSince.getOrDefault(operation.id(), now));
            if (operation.cancelled() || failedFor.compareTo(polling.failureGrace()) > 0) throw failure(operation);
            if (now - deadline >= 0) throw operation.failed() ? failure(operation) : late(operation);
            TimeUnit.NANOSECONDS.sleep(polling.interval().toNanos());
            operation = look(operation);
        }
        return operation;
    }

    /** Neon's work goes on while its API cannot be reached, so that is no reason to give up before the time. */
    private Operation look(Operation operation) throws InterruptedException {
        try {
            return client.getOperation(operation.projectId(), operation.id());
        } catch (NeonException e) {
            if (e.kind().temporary()) return operation;
            throw e;
        }
    }

    private static NeonException failure(Operation operation) {
        String error = operation.error() == null ? "" : ": " + operation.error();
        return new NeonException(
                Kind.OPERATION_FAILED,
                "Neon's " + describe(operation) + " ended as " + operation.status() + error
                        + ". Look at the project's operations in Neon's console.");
    }

    private NeonException late(Operation operation) {
        return new NeonException(
                Kind.TIMED_OUT,
                "Neon's " + describe(operation) + " is still " + operation.status() + " after "
                        + polling.timeout().toSeconds() + " s. It may still end well: ask again later.");
    }

    private static String describe(Operation operation) {
        return "operation " + operation.action() + " " + operation.id() + " of project " + operation.projectId();
    }
}
