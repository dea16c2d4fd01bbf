package io.neonwatch.runtime.config;

/** The configuration is wrong. The message names file, line and key and says what to do; it holds no secret. */
public final class ConfigException extends RuntimeException {

    public ConfigException(String message) {
        super(message);
    }
}
