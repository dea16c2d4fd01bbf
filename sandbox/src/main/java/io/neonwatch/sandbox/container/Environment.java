package io.neonwatch.sandbox.container;

import io.neonwatch.runtime.config.ConfigException;
import io.neonwatch.runtime.config.Secret;
import java.util.Map;

/** A program's settings, each an environment variable that must be there. */
final class Environment {

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** @throws ConfigException when it is missing or blank */
    String text(String name) {
        String value = variables.getOrDefault(name, "");
        if (value.isBlank()) throw new ConfigException(name + ": not set; set this environment variable");
        return value;
    }

    /** @throws ConfigException when it is missing or blank */
    Secret secret(String name) {
        return new Secret(text(name));
    }

    /**
     * A port to listen on, from 1 to 65535.
     *
     * @throws ConfigException when it is missing or no such number
     */
    int port(String name) {
        String value = text(name);
        try {
            int port = Integer.parseInt(value);
            if (port >= 1 && port <= 65_535) return port;
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw new ConfigException(name + ": " + value + " is not a port; set a number from 1 to 65535");
    }
}
