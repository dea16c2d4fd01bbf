package io.neonwatch.collector.sampling.relations;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks the slow questions, at most one in a round, each once in an interval. For one thread. */
final class SlowLane {

    private record Due(SlowQuestion question, long at) {}

    private final long interval;
    private final Deque<Due> waiting = new ArrayDeque<>();
    private final Map<String, String> shortcomings = new LinkedHashMap<>();

    SlowLane(List<SlowQuestion> questions, Duration interval, long now) {
        this.interval = interval.toNanos();
        for (SlowQuestion question : questions) waiting.add(new Due(question, now));
    }

    /**
     * Asks the question that has waited for the longest, if it is due. One that fails is asked again in its turn: the
     * database may be too large for it.
     *
     * @throws SQLException when the connection is lost
     */
    SlowAnswer ask(Connection connection, ColumnWidths widths, int most, long now) throws SQLException {
        Due next = waiting.getFirst();
        if (now - next.at() < 0) return new SlowAnswer(List.of(), shortcoming());
        waiting.removeFirst();
        waiting.addLast(new Due(next.question(), now + interval));
        String subject = next.question().subject();
        try {
            SlowAnswer answer = next.question().ask(connection, widths, most);
            shortcomings.put(subject, answer.shortcoming());
            return new SlowAnswer(answer.tables(), shortcoming());
        } catch (SQLException e) {
            if (connection.isClosed()) throw e;
            shortcomings.put(
                    subject,
                    subject + " could not be read, and are tried again in "
                            + Duration.ofNanos(interval).toMinutes() + " minutes: " + e.getMessage());
            return new SlowAnswer(List.of(), shortcoming());
        }
    }

    private String shortcoming() {
        return shortcomings.values().stream()
                .filter(shortcoming -> !shortcoming.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
