package io.neonwatch.collector.sampling;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the queries of the databases of one server do. {@code pg_stat_statements} is read once for a server, through the
 * target that leads; the other targets learn of their own queries here. Safe for use by many threads.
 */
public final class ServerQueries {

    private final Map<String, QueryActivity> activityByDatabase = new ConcurrentHashMap<>();

    /** From now on the queries of this database are kept. */
    public QueryActivity of(String database) {
        return activityByDatabase.computeIfAbsent(database, _ -> new QueryActivity());
    }

    /** Null for a database that nobody has asked for. */
    public @Nullable QueryActivity ifWanted(String database) {
        return activityByDatabase.get(database);
    }

    /** By database; a view. */
    public Map<String, QueryActivity> all() {
        return activityByDatabase;
    }
}
