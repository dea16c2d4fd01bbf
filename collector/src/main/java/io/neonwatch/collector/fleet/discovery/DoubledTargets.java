package io.neonwatch.collector.fleet.discovery;

import io.neonwatch.collector.sampling.NamePatterns;
import io.neonwatch.collector.sampling.TargetConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Databases that a configuration names more than once. Each of the targets is watched, and so everything is counted, and
 * every alert told, more than once. Only what the file says is compared: one server under two host names is not
 * recognised.
 */
final class DoubledTargets {

    private static final Logger LOGGER = LoggerFactory.getLogger(DoubledTargets.class);
    private static final int MOST_NAMES = 10;

    private record Place(String server, String database) {}

    /** @param names of the targets that are the same database, or a server's with it */
    record Doubled(String server, String database, List<String> names) {}

    private List<Doubled> told = List.of();

    /** Says of each once that it is there. */
    void look(List<TargetConfig> targets) {
        List<Doubled> found = of(targets);
        for (Doubled doubled : found)
            if (!told.contains(doubled))
                LOGGER.atWarn()
                        .addKeyValue("server", doubled.server())
                        .addKeyValue("database", doubled.database())
                        .addKeyValue(
                                "targets",
                                doubled.names().stream().limit(MOST_NAMES).toList())
                        .addKeyValue("count", doubled.names().size())
                        .log("One database is watched as several targets, and everything of it counted as often; keep "
                                + "one of them, or exclude it where a server's databases are looked up");
        told = found;
    }

    /** In the order of the configuration. */
    static List<Doubled> of(List<TargetConfig> targets) {
        Map<Place, List<String>> names = new LinkedHashMap<>();
        for (TargetConfig target : targets)
            if (target.databases() == null)
                names.computeIfAbsent(new Place(target.server(), target.database()), _ -> new ArrayList<>())
                        .add(target.name());
        for (TargetConfig target : targets) {
            NamePatterns patterns = target.databases();
            if (patterns == null) continue;
            String server = target.server();
            names.forEach((place, of) -> {
                if (place.server().equals(server) && patterns.match(place.database())) of.add(target.name());
            });
        }
        return names.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry ->
                        new Doubled(entry.getKey().server(), entry.getKey().database(), List.copyOf(entry.getValue())))
                .toList();
    }
}
