package io.neonwatch.collector.sampling;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The databases of a server that can be connected to, by one connection that is closed again. */
public final class DatabaseList {

    // -2 marks a database whose removal was interrupted. The oldest first: a new one changes nothing for the others.
    private static final String SQL = """
            SELECT /* neonwatch */ datname
            FROM pg_database
            WHERE datallowconn AND NOT datistemplate AND datconnlimit <> -2
            ORDER BY datname <> current_database(), oid
            """;

    private DatabaseList() {}

    /**
     * The names, that of the URL's own database first, the others by age.
     *
     * @throws SQLException when the server cannot be reached or refuses
     */
    public static List<String> of(TargetConfig server) throws SQLException {
        try (TargetSession session = new TargetConnector(server).open();
                Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(SQL)) {
            List<String> names = new ArrayList<>();
            while (row.next()) names.add(row.getString("datname"));
            return names;
        }
    }
}
