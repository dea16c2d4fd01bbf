package io.neonwatch.collector.sampling.statements;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks up query texts, those first that took the most time. For each lookup the server reads all its texts, so the next
 * one waits a hundred times as long as this one took beyond the usual; and longer where a server with very long texts did
 * not manage in time, since nothing but the texts is missing.
 */
final class TextLookup {

    private static final int MOST_AT_ONCE = 1_000;
    private static final long USUAL = Duration.ofMillis(200).toNanos();
    private static final int REST = 100;
    private static final Duration PEACE = Duration.ofMinutes(10);

    private String shortcoming = "";
    private long notBefore = System.nanoTime();

    /** Why texts are missing; empty when they are not. */
    String shortcoming() {
        return shortcoming;
    }

    /** By query id; without those that the server no longer has. */
    Map<Long, String> find(List<StatementCounters> entries, Connection connection, StatementsExtension extension)
            throws SQLException {
        long start = System.nanoTime();
        if (entries.isEmpty() || start - notBefore < 0) return new HashMap<>();
        Array wanted = connection.createArrayOf("bigint", mostImportant(entries));
        try (PreparedStatement statement = connection.prepareStatement(extension.texts())) {
            statement.setArray(1, wanted);
            Map<Long, String> texts = read(statement);
            shortcoming = "";
            long end = System.nanoTime();
            notBefore = end + REST * Math.max(0, end - start - USUAL);
            return texts;
        } catch (SQLException e) {
            if (connection.isClosed()) throw e;
            notBefore = System.nanoTime() + PEACE.toNanos();
            shortcoming = "query texts could not be read, and are tried again in " + PEACE.toMinutes() + " minutes: "
                    + e.getMessage();
            return new HashMap<>();
        } finally {
            wanted.free();
        }
    }

    private static Long[] mostImportant(List<StatementCounters> entries) {
        return entries.stream()
                .sorted(Comparator.comparingDouble(StatementCounters::totalSeconds)
                        .reversed())
                .map(entry -> entry.key().queryId())
                .distinct()
                .limit(MOST_AT_ONCE)
                .toArray(Long[]::new);
    }

    private static Map<Long, String> read(PreparedStatement statement) throws SQLException {
        Map<Long, String> texts = new HashMap<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) texts.put(row.getLong("queryid"), row.getString("query"));
        }
        return texts;
    }
}
