package io.neonwatch.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Parts that are started side by side and closed side by side. Safe for use by many threads. */
final class Parts {

    // Not virtual threads: starting is work, and two of them would keep the others waiting on two cores.
    private static final Executor THREADS =
            task -> Thread.ofPlatform().daemon().name("sandbox-part").start(task);

    private final List<AutoCloseable> started = new ArrayList<>();
    private boolean closed;

    /** Starts a part on a thread of its own. A part that is there only after {@link #close} is closed at once. */
    <T extends AutoCloseable> CompletableFuture<T> start(Callable<T> start) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return keep(start.call());
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                THREADS);
    }

    /** Closes what has been started, each on a thread of its own; returns whether all were closed within the limit. */
    boolean close(Duration limit) {
        CompletableFuture<?>[] closing = taken().stream()
                .map(part -> CompletableFuture.runAsync(() -> close(part), THREADS))
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(closing).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        synchronized (this) {
            if (!closed) {
                started.add(part);
                return part;
            }
        }
        close(part);
        throw new IllegalStateException("The sandbox was closed while it was starting");
    }

    private synchronized List<AutoCloseable> taken() {
        closed = true;
        List<AutoCloseable> parts = List.copyOf(started);
        started.clear();
        return parts;
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }
}
