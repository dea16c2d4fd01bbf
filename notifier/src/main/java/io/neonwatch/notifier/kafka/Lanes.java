package io.neonwatch.notifier.kafka;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Runs the tasks of one key one after the other, in order, and those of different keys side by side. */
final class Lanes implements AutoCloseable {

    private final Map<String, Queue<Runnable>> waiting = new HashMap<>();
    private final ExecutorService threads;

    Lanes(String name) {
        threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("notifier-" + name + "-", 0).factory());
    }

    synchronized void add(String key, Runnable task) {
        Queue<Runnable> queue = waiting.get(key);
        if (queue != null) {
            queue.add(task);
            return;
        }
        Queue<Runnable> first = new ArrayDeque<>();
        first.add(task);
        waiting.put(key, first);
        threads.execute(() -> drain(key, first));
    }

    /** Interrupts what runs and drops what waits. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void drain(String key, Queue<Runnable> queue) {
        for (Runnable task = next(key, queue); task != null; task = next(key, queue)) task.run();
    }

    private synchronized @Nullable Runnable next(String key, Queue<Runnable> queue) {
        Runnable task = queue.poll();
        if (task == null) waiting.remove(key);
        return task;
    }
}
