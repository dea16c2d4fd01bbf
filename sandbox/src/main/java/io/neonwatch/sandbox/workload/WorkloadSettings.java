package io.neonwatch.sandbox.workload;

import java.time.Duration;

/**
 * How large the shop is and how busy.
 *
 * @param customers rows; each has two orders, with two items each
 * @param documents rows in the table that nothing else refers to
 * @param clients connections that work all the time
 * @param pause of each client between two operations, on average
 */
public record WorkloadSettings(int customers, int documents, int clients, Duration pause) {

    /** Some ten thousand rows, and about a hundred operations a second on two connections. */
    public static final WorkloadSettings MODEST = new WorkloadSettings(1_000, 5_000, 2, Duration.ofMillis(20));
}
