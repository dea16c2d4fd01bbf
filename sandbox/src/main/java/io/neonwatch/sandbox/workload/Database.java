package io.neonwatch.sandbox.workload;

import io.neonwatch.runtime.config.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the shop keeps its data. Every connection says which part of the shop it belongs to.
 *
 * @param user owns the tables or may create them; null if the URL names the user
 * @param password null if there is none, or the URL has it
 */
public record Database(
        String jdbcUrl, @Nullable String user, @Nullable Secret password) {

    private static final String CONNECT_SECONDS = "5";

    /**
     * Connects and hangs up.
     *
     * @throws SQLException when that is not possible
     */
    public void ask() throws SQLException {
        connect(Workload.ADMIN).close();
    }

    Connection connect(String application) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", application);
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("loginTimeout", CONNECT_SECONDS);
        if (user != null) properties.setProperty("user", user);
        if (password != null) properties.setProperty("password", password.reveal());
        return DriverManager.getConnection(jdbcUrl, properties);
    }
}
