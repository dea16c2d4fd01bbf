package io.neonwatch.collector.sampling;

import io.neonwatch.runtime.config.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One database to watch, or with {@code databases} those of one server.
 *
 * @param name for people; it is the target's id too, unless the database is on Neon
 * @param url {@code jdbc:postgresql://host:port/database}, with any of pgJDBC's parameters but no password
 * @param user a role with {@code pg_monitor}
 * @param password null where the server asks for none
 * @param neon null where the database is not on Neon
 * @param databases which databases of the server to watch; null for the URL's own and no other
 * @param application whose metrics are to be seen beside the database's; null for none
 */
public record TargetConfig(
        String name,
        String url,
        String user,
        @Nullable Secret password,
        @Nullable NeonBranch neon,
        @Nullable NamePatterns databases,
        @Nullable ApplicationConfig application) {

    public TargetConfig {
        if (name.isBlank()) throw new IllegalArgumentException("name must not be empty");
        if (name.contains("|")) throw new IllegalArgumentException("name must not contain \"|\", which parts keys");
        if (user.isBlank()) throw new IllegalArgumentException("user must not be empty");
        JdbcUrl.parse(url);
        if (databases != null && (neon != null || JdbcUrl.parse(url).onNeon()))
            throw new IllegalArgumentException("databases must not be given for a compute of Neon, which a look at its "
                    + "databases would wake; name the project under collector.projects instead");
        if (databases != null && application != null)
            throw new IllegalArgumentException("application must not be given beside databases, since it would be "
                    + "scraped for each of them; give it to a target of one database");
    }

    /** One database. */
    public TargetConfig(String name, String url, String user, @Nullable Secret password, @Nullable NeonBranch neon) {
        this(name, url, user, password, neon, null, null);
    }

    /** {@code project/branch/endpoint/database} on Neon, elsewhere the name. */
    public String id() {
        return neon == null ? name : idOf(database());
    }

    public String database() {
        return JdbcUrl.parse(url).database();
    }

    /** The host and port, the same for all databases of one server. */
    public String server() {
        return JdbcUrl.parse(url).server();
    }

    /** The servers that {@code url} names, without ports. */
    public List<String> hosts() {
        return JdbcUrl.parse(url).hosts();
    }

    /** Whether it is a compute of Neon, by the ids given or by its host's name. */
    public boolean isOnNeon() {
        return neon != null || JdbcUrl.parse(url).onNeon();
    }

    /** Whether every server is on this machine. */
    public boolean isLocal() {
        return hosts().stream()
                .allMatch(host -> host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
    }

    /** One database of this server; its id is {@code name/database}, or as {@link #id} has it on Neon. */
    public TargetConfig of(String database) {
        String other = JdbcUrl.parse(url).of(database).text();
        return new TargetConfig(idOf(database), other, user, password, neon);
    }

    private String idOf(String database) {
        String place = neon == null ? name : String.join("/", neon.project(), neon.branch(), neon.endpoint());
        return TargetId.of(place, database);
    }
}
