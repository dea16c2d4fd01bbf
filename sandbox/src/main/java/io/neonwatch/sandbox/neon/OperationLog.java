package io.neonwatch.sandbox.neon;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The background work of one project: one chain of operations at a time, as Neon does it. Safe for several threads. */
final class OperationLog implements AutoCloseable {

    /** An operation to be, and what it does. */
    record Step(String action, String branchId, @Nullable String endpointId, Runnable work) {}

    private final String project;
    private final Duration duration;
    private final InstantSource clock;
    private final Map<String, OperationRecord> operations = new LinkedHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param duration of one operation, beside its work */
    OperationLog(String project, Duration duration, InstantSource clock) {
        this.project = project;
        this.duration = duration;
        this.clock = clock;
    }

    /** @throws Refusal when operations run already */
    synchronized void refuseIfBusy() {
        if (operations.values().stream().allMatch(OperationRecord::ended)) return;
        throw new Refusal(
                423, "", "project already has running conflicting operations, scheduling of new ones is prohibited");
    }

    /** Starts the steps, one after the other, and returns at once. */
    synchronized List<OperationRecord> start(List<Step> steps) {
        List<OperationRecord> started = new ArrayList<>();
        for (Step step : steps) {
            OperationRecord operation = new OperationRecord(
                    UUID.randomUUID().toString(),
                    project,
                    step.branchId(),
                    step.endpointId(),
                    step.action(),
                    "scheduling",
                    null,
                    clock.instant(),
                    clock.instant());
            operations.put(operation.id(), operation);
            started.add(operation);
        }
        Thread.ofVirtual().name("operations-" + project).start(() -> run(started, steps));
        return started;
    }

    synchronized List<OperationRecord> newestFirst() {
        return new ArrayList<>(operations.values()).reversed();
    }

    synchronized Optional<OperationRecord> find(String id) {
        return Optional.ofNullable(operations.get(id));
    }

    private void run(List<OperationRecord> started, List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            OperationRecord operation = started.get(i);
            if (closes(duration.dividedBy(3))) return;
            set(operation.with("running", null, clock.instant()));
            try {
                if (closes(duration.dividedBy(3).multipliedBy(2))) return;
                steps.get(i).work().run();
                set(operation.with("finished", null, clock.instant()));
            } catch (RuntimeException e) {
                set(operation.with("failed", String.valueOf(e.getMessage()), clock.instant()));
                for (OperationRecord rest : started.subList(i + 1, started.size()))
                    set(rest.with("cancelled", null, clock.instant()));
                return;
            }
        }
    }

    private synchronized void set(OperationRecord operation) {
        operations.put(operation.id(), operation);
    }

    /** Waits; true when there is no more time. */
    private boolean closes(Duration wait) {
        try {
            return closed.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
