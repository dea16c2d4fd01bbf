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

    OwnStatements since(OwnStatements before) {
        return new OwnStatements(calls - before.calls, milliseconds - before.milliseconds);
    }
}
