package io.neonwatch.collector.sampling.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * By whom the server's sessions are kept busy: by application, by user and by each tag. Every running query counts for
 * the time since the last round. So that names which never come back (a route with a number in it) do not make series
 * without end, each of these has a limited number of places; who finds none is part of {@code (other)}, and who is not
 * seen for an hour gives up its place. For one thread.
 */
final class ActiveTime {

    static final String OTHER = "(other)";
    static final int PLACES = 50;

    private static final Duration KEPT = Duration.ofHours(1);

    /**
     * @param by what it is a value of: {@code application}, {@code user}, or a tag's key
     * @param running queries now
     * @param seconds of running since the last round; NaN where there was none
     */
    record Share(String by, String value, int running, double seconds) {}

    private final Map<String, Map<String, Instant>> seenAtByValue = new HashMap<>();

    /** @param since the last round; null where there was none, or too long ago to say what ran meanwhile */
    List<Share> shares(Instant now, @Nullable Duration since, List<SessionSample> sessions) {
        Map<String, Map<String, Integer>> running = new TreeMap<>();
        for (SessionSample session : sessions) {
            if (!session.running()) continue;
            count(running, "application", session.application());
            count(running, "user", session.user());
            session.tags().forEach((key, value) -> count(running, "tag." + key, value));
        }
        double seconds = since == null ? Double.NaN : since.toNanos() / 1e9;
        List<Share> shares = new ArrayList<>();
        running.forEach((by, counts) -> placed(by, counts, now)
                .forEach((value, count) -> shares.add(new Share(by, value, count, count * seconds))));
        return shares;
    }

    private static void count(Map<String, Map<String, Integer>> running, String by, String value) {
        running.computeIfAbsent(by, _ -> new TreeMap<>()).merge(value, 1, Integer::sum);
    }

    private Map<String, Integer> placed(String by, Map<String, Integer> counts, Instant now) {
        Map<String, Instant> seenAt = seenAtByValue.computeIfAbsent(by, _ -> new HashMap<>());
        seenAt.values().removeIf(at -> at.plus(KEPT).isBefore(now));
        Map<String, Integer> placed = new TreeMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> {
                    String value = entry.getKey();
                    boolean place = seenAt.containsKey(value) || seenAt.size() < PLACES;
                    if (place) seenAt.put(value, now);
                    placed.merge(place ? value : OTHER, entry.getValue(), Integer::sum);
                });
        return placed;
    }
}
