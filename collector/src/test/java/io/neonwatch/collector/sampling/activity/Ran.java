package io.neonwatch.collector.sampling.activity;

import java.time.Duration;
import java.time.Instant;

/** An execution as the server's clock saw it from inside. */
record Ran(int pid, Instant start, Instant end) {

    Duration length() {
        return Duration.between(start, end);
    }
}
