package io.neonwatch.collector.fleet.discovery;

import io.neonwatch.collector.sampling.NamePatterns;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.runtime.config.Secret;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A project on Neon of which every database is watched, on each of its branches and computes.
 *
 * @param project its id
 * @param user a role with {@code pg_monitor} on every branch
 * @param password the role's
 * @param branches which branches, by name; all but Neonwatch's own if left out
 * @param databases which databases, by name; all if left out
 * @param parameters of the connections, as in pgJDBC's URL; if left out, encrypted and with the host's certificate checked
 */
public record ProjectConfig(
        String project,
        String user,
        @Nullable Secret password,
        @Nullable NamePatterns branches,
        @Nullable NamePatterns databases,
        @Nullable String parameters) {

    /** Encrypted, and the host's name checked against a public certificate. */
    private static final String USUAL_PARAMETERS =
            "sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory";

    public ProjectConfig {
        if (!project.matches("[a-z0-9-]{1,60}"))
            throw new IllegalArgumentException(
                    "project must be Neon's id: up to 60 lower-case letters, digits and hyphens, not a display name");
        if (user.isBlank()) throw new IllegalArgumentException("user must not be empty");
        branches = Objects.requireNonNullElse(branches, NamePatterns.ALL);
        databases = Objects.requireNonNullElse(databases, NamePatterns.ALL);
        parameters = Objects.requireNonNullElse(parameters, USUAL_PARAMETERS);
        requireUsable(parameters);
    }

    @Override
    public NamePatterns branches() {
        return Objects.requireNonNull(branches);
    }

    @Override
    public NamePatterns databases() {
        return Objects.requireNonNull(databases);
    }

    @Override
    public String parameters() {
        return Objects.requireNonNull(parameters);
    }

    /** Says what is wrong with them when the file is read. */
    private static void requireUsable(String parameters) {
        try {
            new TargetConfig("project", "jdbc:postgresql://host/database?" + parameters, "user", null, null);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("parameters make no url: " + e.getMessage(), e);
        }
    }
}
