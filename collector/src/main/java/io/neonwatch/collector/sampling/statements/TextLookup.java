package io.neonwatch.collector.sampling.statements;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Looks up query texts, some at a time. A server with very long texts may not manage in time; then it is left in peace
 * for a while, since nothing but the texts is missing.
 */
final class TextLookup {

    private static final int MOST_AT_ONCE = 500;
    private static final Duration PEACE = Duration.ofMinutes(10);

    private String shortcoming = "";
    private long notBefore = System.nanoTime();

    /** Why texts are missing; empty when they are not. */
    String shortcoming() {
        return shortcoming;
    }

    /** By query id; without those that the server no longer has. */
    Map<Long, String> find(Set<Long> queryIds, Connection connection, StatementsExtension extension)
            throws SQLException {
        if (queryIds.isEmpty() || System.nanoTime() - notBefore < 0) return Map.of();
        Long[] some = queryIds.stream().limit(MOST_AT_ONCE).toArray(Long[]::new);
        Array wanted = connection.createArrayOf("bigint", some);
        try (PreparedStatement statement = connection.prepareStatement(extension.texts())) {
            statement.setArray(1, wanted);
            Map<Long, String> texts = read(statement);
            shortcoming = "";
            return texts;
        } catch (SQLException e) {
            if (connection.isClosed()) throw e;
            notBefore = System.nanoTime() + PEACE.toNanos();
            shortcoming = "query texts could not be read, and are tried again in " + PEACE.toMinutes() + " minutes: "
                    + e.getMessage();
            return Map.of();
        } finally {
            wanted.free();
        }
    }

    private static Map<Long, String> read(PreparedStatement statement) throws SQLException {
        Map<Long, String> texts = new HashMap<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) texts.put(row.getLong("queryid"), row.getString("query"));
        }
        return texts;
    }
}
