package io.neonwatch.collector.sampling.instance;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps the names of one kind, as of applications, from becoming ever more series. A name has one of twenty places for as
 * long as it has sessions and an hour longer; one without a place counts under {@link #OTHER}. When all are taken, a name
 * gets the place of one that never had as many sessions. So applications that put a random number into their names take
 * twenty new ones in an hour at most, and keep none with more sessions out. For one thread.
 */
final class NameHistory {

    static final String OTHER = "(other)";

    private static final int PLACES = 20;
    private static final Duration KEPT = Duration.ofHours(1);

    private record Place(long most, Instant lastSeen) {}

    private final Map<String, Place> places = new HashMap<>();

    /**
     * @param sessionsByName those that there are now
     * @return the same sum, under as many names as there are places and one more
     */
    Map<String, Long> add(Instant now, Map<String, Long> sessionsByName) {
        places.values().removeIf(place -> place.lastSeen().plus(KEPT).isBefore(now));
        sessionsByName.forEach((name, sessions) ->
                places.computeIfPresent(name, (_, place) -> new Place(Math.max(place.most(), sessions), now)));
        newcomers(sessionsByName).forEach(newcomer -> seat(newcomer.getKey(), new Place(newcomer.getValue(), now)));
        Map<String, Long> bounded = new TreeMap<>();
        sessionsByName.forEach(
                (name, sessions) -> bounded.merge(places.containsKey(name) ? name : OTHER, sessions, Long::sum));
        return bounded;
    }

    /** Most sessions first. */
    private List<Map.Entry<String, Long>> newcomers(Map<String, Long> sessionsByName) {
        return sessionsByName.entrySet().stream()
                .filter(entry -> !places.containsKey(entry.getKey()))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(PLACES)
                .toList();
    }

    private void seat(String name, Place wanted) {
        if (places.size() >= PLACES) {
            Map.Entry<String, Place> least = places.entrySet().stream()
                    .min(Comparator.comparingLong(entry -> entry.getValue().most()))
                    .orElseThrow();
            if (least.getValue().most() >= wanted.most()) return;
            places.remove(least.getKey());
        }
        places.put(name, wanted);
    }
}
