package io.neonwatch.registry;

import java.time.Duration;

/**
 * How long to wait for a registry.
 *
 * @param connect for a connection to one address
 * @param answer for the whole answer of one address
 * @param total for one operation, with all addresses and repeats
 */
record RegistryTimeouts(Duration connect, Duration answer, Duration total) {

    static final RegistryTimeouts DEFAULT =
            new RegistryTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(30));
}
