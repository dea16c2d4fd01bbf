package io.neonwatch.collector.sampling.activity;

import java.time.Duration;

/**
 * An execution that has passed the threshold.
 *
 * @param runningTime when that was seen; in all, where it had finished by then
 */
record SlowExecution(Execution execution, Duration runningTime) {}
