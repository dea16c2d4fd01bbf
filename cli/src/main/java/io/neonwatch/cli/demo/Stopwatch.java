package io.neonwatch.cli.demo;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Time since the program was started, the Java machine's own start included. */
final class Stopwatch {

    Duration elapsed() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }
}
