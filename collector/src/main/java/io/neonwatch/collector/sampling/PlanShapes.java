package io.neonwatch.collector.sampling;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The plan of each query as it was last seen: the plans probe writes it, others read which indexes a query uses and ask
 * for another look. Bounded: the oldest is forgotten. For one thread, that of the target's watch.
 */
public final class PlanShapes {

    private static final int MOST = 5_000;

    private final Map<Long, PlanShape> shapeById = new LinkedHashMap<>();
    private final Set<Long> wanted = new LinkedHashSet<>();

    /** What was seen just now. */
    public void put(long queryId, PlanShape shape) {
        shapeById.remove(queryId); // so that it is the newest
        shapeById.put(queryId, shape);
        if (shapeById.size() > MOST)
            shapeById.remove(shapeById.keySet().iterator().next());
    }

    /** Null until it has been seen; a query that cannot be explained never is. */
    public @Nullable PlanShape of(long queryId) {
        return shapeById.get(queryId);
    }

    /** By query id; a view. */
    public Map<Long, PlanShape> all() {
        return Collections.unmodifiableMap(shapeById);
    }

    /** Asks for a new look at a plan, as far as the hourly bounds of the plans probe allow. */
    public void lookAgain(long queryId) {
        if (wanted.size() < MOST) wanted.add(queryId);
    }

    /** What was asked for since the last time. */
    public Set<Long> takeWanted() {
        Set<Long> taken = new LinkedHashSet<>(wanted);
        wanted.clear();
        return taken;
    }
}
