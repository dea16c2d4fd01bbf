package io.neonwatch.collector.sampling.instance;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Adds up sessions by what they have in common, under a bounded number of names. For one thread. */
final class ConnectionHistory {

    private final NameHistory databases = new NameHistory();
    private final NameHistory users = new NameHistory();
    private final NameHistory applications = new NameHistory();

    Connections add(Instant now, List<Sessions> sessions) {
        return new Connections(
                by(Sessions::state, sessions),
                databases.add(now, by(Sessions::database, sessions)),
                users.add(now, by(Sessions::user, sessions)),
                applications.add(now, by(Sessions::application, sessions)));
    }

    private static Map<String, Long> by(Function<Sessions, String> name, List<Sessions> sessions) {
        return sessions.stream()
                .collect(Collectors.groupingBy(name, TreeMap::new, Collectors.summingLong(Sessions::count)));
    }
}
