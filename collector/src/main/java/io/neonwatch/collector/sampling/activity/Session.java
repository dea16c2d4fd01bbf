package io.neonwatch.collector.sampling.activity;

import java.time.Instant;

/** One client connection; process ids alone are used again. */
record Session(int pid, Instant backendStart) {}
