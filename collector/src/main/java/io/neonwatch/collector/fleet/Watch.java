package io.neonwatch.collector.fleet;

import io.neonwatch.runtime.health.HealthCheck;

/** A target that can be watched. */
public interface Watch {

    /** Returns at once. */
    void start();

    /** Returns when nothing more is asked or written, within some seconds; it is not started again. */
    void stop();

    HealthCheck healthCheck();
}
