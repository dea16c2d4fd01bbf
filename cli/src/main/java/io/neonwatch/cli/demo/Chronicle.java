package io.neonwatch.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Everything seen so far, in order; each event is reported as it comes in. Safe for use by many threads. */
final class Chronicle {

    private final Reporter reporter;
    private final List<DemoEvent> events = new ArrayList<>();

    Chronicle(Reporter reporter) {
        this.reporter = reporter;
    }

    synchronized void add(DemoEvent event) {
        events.add(event);
        reporter.report(event);
        notifyAll();
    }

    synchronized List<DemoEvent> events() {
        return List.copyOf(events);
    }

    /**
     * Waits until what was seen satisfies the condition.
     *
     * @return false when the time is over and it does not
     */
    synchronized boolean await(Duration atMost, Predicate<List<DemoEvent>> condition) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.test(List.copyOf(events))) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) return false;
            wait(left);
        }
        return true;
    }

    /** Waits until this outcome was seen. */
    boolean await(Duration atMost, String outcome) throws InterruptedException {
        return await(
                atMost,
                seen -> seen.stream()
                        .anyMatch(
                                event -> event.outcome().filter(outcome::equals).isPresent()));
    }
}
