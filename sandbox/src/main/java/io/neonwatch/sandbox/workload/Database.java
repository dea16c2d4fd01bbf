package io.neonwatch.sandbox.workload;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Where the shop keeps its data. Every connection says which part of the shop it belongs to. */
record Database(String jdbcUrl) {

    private static final String CONNECT_SECONDS = "5";

    Connection connect(String application) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", application);
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("loginTimeout", CONNECT_SECONDS);
        return DriverManager.getConnection(jdbcUrl, properties);
    }
}
