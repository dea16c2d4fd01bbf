package io.neonwatch.collector.sampling.statements;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How names and query texts come from the server.
 *
 * @param bytes whether as bytes: a database with {@code SQL_ASCII} holds whatever it was given, and would refuse the whole
 *     answer for one text that is no UTF-8
 */
record ServerText(boolean bytes) {

    /** What to ask for, in SQL. */
    String expression(String text) {
        return bytes ? "convert_to(" + text + ", 'SQL_ASCII')" : text;
    }

    /** With U+FFFD for what is no UTF-8. */
    @Nullable
    String read(ResultSet row, String column) throws SQLException {
        if (!bytes) return row.getString(column);
        byte[] value = row.getBytes(column);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }
}
