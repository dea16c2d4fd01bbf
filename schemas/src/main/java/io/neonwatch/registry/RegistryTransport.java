package io.neonwatch.registry;

import io.neonwatch.registry.RegistryConnection.Outcome;
import io.neonwatch.registry.RegistryConnection.Outcome.Answered;
import io.neonwatch.registry.RegistryConnection.Outcome.Failed;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Gets a request answered: goes on to the next address, then repeats with growing pauses, until its time is up. */
final class RegistryTransport implements AutoCloseable {

    /** A seam for tests. */
    @FunctionalInterface
    interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    private final List<URI> addresses;
    private final RegistryConnection connection;
    private final RegistryTimeouts timeouts;
    private final Pause pause;
    private volatile int preferred;

    RegistryTransport(RegistryConfig config, RegistryTimeouts timeouts, Pause pause) {
        this.addresses =
                config.urls().stream().map(RegistryTransport::withoutSlash).toList();
        this.connection = new RegistryConnection(config, timeouts.connect());
        this.timeouts = timeouts;
        this.pause = pause;
    }

    /**
     * Repeats while that may help.
     *
     * @throws RegistryException when the time is up, or the thread is interrupted
     */
    RegistryAnswer send(RegistryRequest request) {
        long end = System.nanoTime() + timeouts.total().toNanos();
        try {
            for (int repeats = 0; ; repeats++) {
                Outcome outcome = askEach(request, end);
                if (outcome instanceof Answered(RegistryAnswer answer)) return answer;
                Failed failed = (Failed) outcome;
                Duration delay =
                        RetryPolicy.delay(repeats, ThreadLocalRandom.current().nextDouble(), failed.retryAfter());
                if (delay.compareTo(remaining(end)) >= 0) throw unreachable(request, failed.reason(), null);
                pause.sleep(delay);
            }
        } catch (InterruptedException e) {
            throw interrupted(request, e);
        }
    }

    /**
     * Asks each address once at the most.
     *
     * @throws RegistryException when none answers within the limit, or the thread is interrupted
     */
    RegistryAnswer sendOnce(RegistryRequest request, Duration limit) {
        try {
            Outcome outcome = askEach(request, System.nanoTime() + limit.toNanos());
            if (outcome instanceof Answered(RegistryAnswer answer)) return answer;
            Failed failed = (Failed) outcome;
            throw unreachable(request, failed.reason(), null);
        } catch (InterruptedException e) {
            throw interrupted(request, e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    private Outcome askEach(RegistryRequest request, long end) throws InterruptedException {
        int first = preferred;
        List<String> reasons = new ArrayList<>();
        Duration retryAfter = Duration.ZERO;
        for (int step = 0; step < addresses.size() && remaining(end).isPositive(); step++) {
            int index = (first + step) % addresses.size();
            URI address = addresses.get(index);
            // A silent address must leave time for the ones after it.
            Duration limit = shorter(timeouts.answer(), remaining(end).dividedBy(addresses.size() - step));
            switch (connection.exchange(address, request, limit)) {
                case Answered answered -> {
                    preferred = index;
                    return answered;
                }
                case Failed failed -> {
                    reasons.add(address + ": " + failed.reason());
                    if (failed.retryAfter().compareTo(retryAfter) > 0) retryAfter = failed.retryAfter();
                }
            }
        }
        return new Failed(String.join("; ", reasons), retryAfter);
    }

    // Usually without a cause: the reason says it all, and readiness shows what the innermost cause says.
    private static RegistryException unreachable(RegistryRequest request, String reason, @Nullable Throwable cause) {
        return new RegistryException(
                "the schema registry could not be reached to " + request.purpose() + ": " + reason, true, cause);
    }

    private static RegistryException interrupted(RegistryRequest request, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return unreachable(request, "interrupted", cause);
    }

    private static Duration remaining(long end) {
        return Duration.ofNanos(end - System.nanoTime());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static URI withoutSlash(URI address) {
        return URI.create(address.toString().replaceFirst("/+$", ""));
    }
}
