package io.neonwatch.collector.sampling.statements;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Why texts could not be read.
 *
 * @param reason without a word of the texts
 * @param sharedUser whether others run statements as the collector's user, as far as can be seen; true where it cannot be
 *     asked
 */
record TextFailure(String reason, boolean sharedUser) {

    static final TextFailure NONE = new TextFailure("", false);

    private static final String NOT_OF_THE_ENCODING = "22021"; // only a database with SQL_ASCII holds such texts
    private static final String NOT_IN_THE_ENCODING = "22P05";

    /**
     * @throws SQLException where the connection is lost
     */
    static TextFailure of(SQLException failure, Connection connection, StatementsExtension extension)
            throws SQLException {
        String state = String.valueOf(failure.getSQLState());
        boolean asciiOnly = state.equals(NOT_OF_THE_ENCODING);
        boolean encoding = asciiOnly || state.equals(NOT_IN_THE_ENCODING);
        try (PreparedStatement statement = connection.prepareStatement(extension.textFailure())) {
            statement.setBoolean(1, encoding);
            statement.setBoolean(2, asciiOnly);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                String reason = encoding
                        ? reason(row.getString("databases"), row.getString("resets"), extension)
                        : String.valueOf(failure.getMessage());
                return new TextFailure(reason, extension.sharedUser() || row.getBoolean("shared_user"));
            }
        } catch (SQLException e) {
            if (connection.isClosed()) throw e;
            return new TextFailure(encoding ? unknown(extension) : String.valueOf(failure.getMessage()), true);
        }
    }

    private static String reason(String databases, String resets, StatementsExtension extension) {
        return databases == null
                ? unknown(extension)
                : "pg_stat_statements reads all or none, and a query of " + (databases.contains(", ") ? "one of " : "")
                        + databases + " cannot be written in " + extension.encoding()
                        + "; as a superuser run, which discards what it has counted there: "
                        + resets;
    }

    private static String unknown(StatementsExtension extension) {
        return "pg_stat_statements reads all or none, and one query cannot be written in " + extension.encoding();
    }
}
