package io.neonwatch.collector.sampling;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads {@code timestamptz} columns, to the microsecond. */
public final class Instants {

    private Instants() {}

    /**
     * @throws SQLException when it is null
     */
    public static Instant required(ResultSet row, String column) throws SQLException {
        Instant instant = optional(row, column);
        if (instant == null) throw new SQLException("column " + column + " is null, and must not be");
        return instant;
    }

    public static @Nullable Instant optional(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
