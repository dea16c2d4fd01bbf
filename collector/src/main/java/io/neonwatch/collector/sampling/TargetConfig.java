package io.neonwatch.collector.sampling;

import io.neonwatch.runtime.config.Secret;
import org.jspecify.annotations.Nullable;

/**
 * One database to watch.
 *
 * @param name for people; it is the target's id too, unless the database is on Neon
 * @param url {@code jdbc:postgresql://host:port/database}, with any of pgJDBC's parameters but no password
 * @param user a role with {@code pg_monitor}
 * @param password null where the server asks for none
 * @param neon null where the database is not on Neon
 * @param application whose metrics are to be seen beside the database's; null for none
 */
public record TargetConfig(
        String name,
        String url,
        String user,
        @Nullable Secret password,
        @Nullable NeonBranch neon,
        @Nullable ApplicationConfig application) {

    public TargetConfig {
        if (name.isBlank()) throw new IllegalArgumentException("name must not be empty");
        if (name.contains("|")) throw new IllegalArgumentException("name must not contain \"|\", which parts keys");
        if (user.isBlank()) throw new IllegalArgumentException("user must not be empty");
        JdbcUrl.parse(url);
    }

    /** {@code project/branch/endpoint/database} on Neon, elsewhere the name. */
    public String id() {
        return neon == null ? name : String.join("/", neon.project(), neon.branch(), neon.endpoint(), database());
    }

    public String database() {
        return JdbcUrl.parse(url).database();
    }
}
