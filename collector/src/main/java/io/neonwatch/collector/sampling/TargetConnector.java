package io.neonwatch.collector.sampling;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Opens connections to one target. Both sides give up on time, so that neither a lock nor a dead network holds anything. */
public final class TargetConnector {

    /** By this name every Neonwatch session is known, and left out of what counts as activity. */
    public static final String APPLICATION_NAME = "neonwatch";

    private static final int OLDEST_SERVER = 140000;

    // Settings rather than start-up options: poolers refuse those, and a user's own options stay as they are.
    private static final String SETUP = """
            SELECT /* neonwatch */
                   set_config('application_name', 'neonwatch', false),
                   %s,
                   current_setting('server_version') AS server_version,
                   current_setting('server_version_num')::int AS server_version_number,
                   (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint::text AS epoch
            """.formatted(SafetySettings.SET);

    private static final int ROUND_TRIPS = 3;

    private final TargetConfig target;
    private final SideSessions sessions;
    private final OwnCost cost = new OwnCost();
    private final Traffic traffic = new Traffic();
    private final RecentSessions recent = new RecentSessions();

    public TargetConnector(TargetConfig target) {
        this(target, SideSessions.UNCOUNTED);
    }

    /** @param sessions told of each {@link #connect} */
    public TargetConnector(TargetConfig target, SideSessions sessions) {
        this.target = target;
        this.sessions = sessions;
    }

    /** Of all connections so far. */
    OwnCost cost() {
        return cost;
    }

    /** Of all connections so far. */
    Traffic traffic() {
        return traffic;
    }

    /** Whether one of the last sessions is or was that of this process of the server. */
    boolean opened(int process) {
        return recent.contains(process);
    }

    /**
     * @throws SQLException when the server cannot be reached, refuses, is behind a pooler, or is older than PostgreSQL 14
     */
    TargetSession open() throws SQLException {
        cost.connected();
        Connection connection = CountedConnection.of(login(), cost);
        try (Statement statement = connection.createStatement()) {
            recent.opened(DirectMark.require(connection));
            statement.execute(SafetySettings.OWN_NAMES_ONLY + ";" + SETUP);
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return session(row, connection);
            }
        } catch (SQLException | RuntimeException e) {
            try {
                connection.close();
            } catch (SQLException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private TargetSession session(ResultSet row, Connection connection) throws SQLException {
        measureRoundTrip(connection);
        if (row.getInt("server_version_number") < OLDEST_SERVER)
            throw new SQLException("PostgreSQL " + row.getString("server_version")
                    + " is too old to be watched: upgrade it to 14 or newer");
        return new TargetSession(
                connection,
                new Server(
                        row.getInt("server_version_number"), row.getString("server_version"), row.getString("epoch")));
    }

    /**
     * A connection like those of the watch, for work that would hold it up.
     *
     * @throws SQLException as {@link #open}
     */
    public Connection connect() throws SQLException {
        sessions.opening();
        try {
            return open().connection();
        } catch (SQLException | RuntimeException e) {
            sessions.notOpened();
            throw e;
        }
    }

    private Connection login() throws SQLException {
        String key = CountingSocketFactory.expect(traffic);
        try {
            return DirectMark.connect(target.url(), properties(key));
        } finally {
            CountingSocketFactory.forget(key);
        }
    }

    /** By empty queries, which cost the server nothing. */
    private void measureRoundTrip(Connection connection) throws SQLException {
        for (int count = 0; count < ROUND_TRIPS; count++) {
            long start = System.nanoTime();
            if (connection.isValid(5)) cost.roundTrip(System.nanoTime() - start);
        }
    }

    /** A parameter in the URL takes precedence over one here. */
    private Properties properties(String trafficKey) {
        Properties properties = new Properties();
        properties.setProperty("user", target.user());
        if (target.password() != null)
            properties.setProperty("password", target.password().reveal());
        properties.setProperty("ApplicationName", APPLICATION_NAME);
        properties.setProperty("socketFactory", CountingSocketFactory.class.getName());
        properties.setProperty("socketFactoryArg", trafficKey);
        // Seconds. A Neon compute may take five to start; the longest answer is bounded by the statement timeout.
        properties.setProperty("connectTimeout", "15");
        properties.setProperty("socketTimeout", "15");
        properties.setProperty("tcpKeepAlive", "true");
        // The same few statements again and again: planned once per connection.
        properties.setProperty("prepareThreshold", "2");
        return properties;
    }
}
