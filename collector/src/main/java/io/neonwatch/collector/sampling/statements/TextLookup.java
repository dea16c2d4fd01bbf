package io.neonwatch.collector.sampling.statements;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    private final Duration peace;
    private TextFailure failure = TextFailure.NONE;
    private long notBefore = System.nanoTime();

    /** Asked for in vain, until some time later. */
    private final Set<Long> withoutText = new HashSet<>();

    private long withoutTextUntil = System.nanoTime();

    TextLookup() {
        this(PEACE);
    }

    /** @param peace after a failure */
    TextLookup(Duration peace) {
        this.peace = peace;
    }

    /** Why texts are missing; empty when they are not. */
    String shortcoming() {
        if (failure.equals(TextFailure.NONE)) return "";
        String held = failure.sharedUser() ? "" : "; until then nothing is told of what the collector's own user runs";
        return "query texts could not be read, and are tried again in " + peace.toMinutes() + " minutes: "
                + failure.reason() + held;
    }

    /** Whether texts cannot be read, and others use the collector's user. */
    boolean sharedUser() {
        return failure.sharedUser();
    }

    /** Whether the server has no text for it, as when its entry is gone again: there is no use in asking at every look. */
    boolean withoutText(long queryId) {
        return withoutText.contains(queryId);
    }

    /** By query id; without those that the server no longer has. */
    Map<Long, String> find(List<StatementCounters> entries, Connection connection, StatementsExtension extension)
            throws SQLException {
        long start = System.nanoTime();
        if (start - withoutTextUntil >= 0) withoutText.clear();
        if (entries.isEmpty() || start - notBefore < 0) return new HashMap<>();
        Long[] ids = mostImportant(entries, extension.user());
        Array wanted = connection.createArrayOf("bigint", ids);
        try (PreparedStatement statement = connection.prepareStatement(extension.texts())) {
            statement.setArray(1, wanted);
            Map<Long, String> texts = read(statement, extension.text());
            failure = TextFailure.NONE;
            remember(ids, texts);
            long end = System.nanoTime();
            notBefore = end + REST * Math.max(0, end - start - USUAL);
            return texts;
        } catch (SQLException e) {
            if (connection.isClosed()) throw e;
            failure = TextFailure.of(e, connection, extension);
            notBefore = System.nanoTime() + peace.toNanos();
            return new HashMap<>();
        } finally {
            wanted.free();
        }
    }

    private void remember(Long[] ids, Map<Long, String> texts) {
        if (withoutText.isEmpty()) withoutTextUntil = System.nanoTime() + PEACE.toNanos();
        for (Long id : ids) if (!texts.containsKey(id)) withoutText.add(id);
    }

    /** Those of the collector's own user before the others, since they are held back until their text is known. */
    private static Long[] mostImportant(List<StatementCounters> entries, long user) {
        return entries.stream()
                .sorted(Comparator.comparing(
                                (StatementCounters entry) -> entry.key().userId() != user)
                        .thenComparing(Comparator.comparingDouble(StatementCounters::totalSeconds)
                                .reversed()))
                .map(entry -> entry.key().queryId())
                .distinct()
                .limit(MOST_AT_ONCE)
                .toArray(Long[]::new);
    }

    private static Map<Long, String> read(PreparedStatement statement, ServerText text) throws SQLException {
        Map<Long, String> texts = new HashMap<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) texts.put(row.getLong("queryid"), text.read(row, "query"));
        }
        return texts;
    }
}
