package io.neonwatch.runtime.health;

/** One thing that must be so for a service to be ready. Answers at once: it reports, it does not probe. */
public interface HealthCheck {

    String name();

    Health check();
}
