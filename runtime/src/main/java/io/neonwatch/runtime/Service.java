package io.neonwatch.runtime;

import io.neonwatch.runtime.health.HealthCheck;
import java.util.List;

/** A part of a program that is started once and stopped once. */
public interface Service {

    /** Lower-case words joined by hyphens; appears in logs and in health. */
    String name();

    /**
     * Starts the work and returns soon. An outside system that is away is no reason to fail: the service waits for it
     * in the background and is not ready meanwhile.
     *
     * @throws Exception when it can never work as configured
     */
    void start() throws Exception;

    /** Stops the work, within some seconds. Does nothing if it was not started. */
    void stop();

    /** What must be so for the service to be ready. */
    default List<HealthCheck> healthChecks() {
        return List.of();
    }
}
