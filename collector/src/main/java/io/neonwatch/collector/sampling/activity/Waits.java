package io.neonwatch.collector.sampling.activity;

import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricGroupBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the sessions that run a query wait for; PostgreSQL has a few hundred wait events, extensions add a few. */
record Waits(Map<Event, Integer> sessionsByEvent) {

    record Event(String type, String name) implements Comparable<Event> {

        @Override
        public int compareTo(Event other) {
            int types = type.compareTo(other.type);
            return types == 0 ? name.compareTo(other.name) : types;
        }
    }

    private static final Event NONE = new Event("CPU", "running");

    static Waits of(List<SessionSample> sessions) {
        Map<Event, Integer> counts = new TreeMap<>();
        for (SessionSample session : sessions) if (session.running()) counts.merge(event(session), 1, Integer::sum);
        return new Waits(counts);
    }

    void addTo(MetricBatchBuilder batch) {
        MetricGroupBuilder group = ActivityMetrics.WAITS.in(batch);
        sessionsByEvent.forEach((event, sessions) -> group.row(List.of(event.type(), event.name()), sessions));
    }

    private static Event event(SessionSample session) {
        return session.waitType().isEmpty() ? NONE : new Event(session.waitType(), session.waitEvent());
    }
}
