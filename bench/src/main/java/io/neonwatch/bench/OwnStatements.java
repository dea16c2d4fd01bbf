package io.neonwatch.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What the collector's user cost a server, by the server's own count.
 *
 * @param calls statements run
 * @param milliseconds spent in executing them
 */
record OwnStatements(double calls, double milliseconds) {

    static OwnStatements of(Connection connection, String user) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sum(calls), sum(total_exec_time)"
                        + " FROM pg_stat_statements(false) AS s JOIN pg_roles AS r ON r.oid = s.userid"
                        + " WHERE toplevel AND rolname = '" + user + "'")) {
            row.next();
            return new OwnStatements(row.getDouble(1), row.getDouble(2));
        }
    }

    /**
     * Which of them cost most since the server started, for whoever wants to know where the time goes; a line for each,
     * with its mean in milliseconds.
     */
    static String dearest(Connection connection, String user) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT calls, mean_exec_time, left(regexp_replace(query, '\\s+', ' ', 'g'), 110)"
                                + " FROM pg_stat_statements AS s JOIN pg_roles AS r ON r.oid = s.userid"
                                + " WHERE toplevel AND rolname = '" + user
                                + "' ORDER BY total_exec_time DESC LIMIT 20")) {
            StringBuilder lines = new StringBuilder();
            while (row.next())
                lines.append("%6d x %7.3f ms  %s%n".formatted(row.getLong(1), row.getDouble(2), row.getString(3)));
            return lines.toString();
        }
    }

    OwnStatements since(OwnStatements before) {
        return new OwnStatements(calls - before.calls, milliseconds - before.milliseconds);
    }
}
