package io.neonwatch.runtime.dependency;

import io.neonwatch.runtime.dependency.Dependency.Probe;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks a probe in a thread of its own, so that one that hangs is given up in time. Used by one thread. */
final class BoundedProbe {

    private static final int LONGEST_REASON = 300;

    private final String threadName;
    private final Probe probe;
    private final Duration limit;
    private @Nullable Thread running;

    BoundedProbe(String threadName, Duration limit, Probe probe) {
        this.threadName = threadName;
        this.limit = limit;
        this.probe = probe;
    }

    /** Why the system did not answer, in one line; null if it did. */
    @Nullable
    String ask() throws InterruptedException {
        // A probe that outlives its interrupt must not be joined by more of its kind.
        if (running != null && running.isAlive()) return noAnswer();
        CompletableFuture<@Nullable Void> answer = new CompletableFuture<>();
        Thread asking = Thread.ofVirtual().name(threadName).start(() -> ask(answer));
        running = asking;
        try {
            answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (TimeoutException e) {
            return noAnswer();
        } catch (ExecutionException e) {
            return reason(e);
        } finally {
            if (!answer.isDone()) asking.interrupt();
        }
    }

    private void ask(CompletableFuture<@Nullable Void> answer) {
        try {
            probe.ask();
            answer.complete(null);
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }

    private String noAnswer() {
        return String.format(Locale.ROOT, "no answer within %.1f s", limit.toMillis() / 1000.0);
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause.getCause() != null && depth < 20; depth++) cause = cause.getCause();
        String message = cause.getMessage();
        if (message == null || message.isBlank()) return cause.getClass().getSimpleName();
        String line = message.strip().lines().findFirst().orElse("");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
    }
}
