package io.neonwatch.collector.sampling.doctor;

import io.neonwatch.collector.sampling.DirectMark;
import io.neonwatch.collector.sampling.PoolerException;
import io.neonwatch.collector.sampling.SafetySettings;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.TargetConnector;
import io.neonwatch.runtime.doctor.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/** One connection to a database, in which nothing can be changed and nothing takes long. */
final class OneLook {

    /** In seconds. */
    private static final String LIMIT = "5";

    private static final String SETUP = """
            SELECT /* neonwatch */
                   set_config('statement_timeout', '4s', false),
                   set_config('lock_timeout', '100ms', false),
                   set_config('default_transaction_read_only', 'on', false)
            """;

    private OneLook() {}

    /** What is asked in it. */
    interface Question {

        List<Finding> ask(Connection connection) throws SQLException;
    }

    /** The answer, or why there is none and what to do. */
    static List<Finding> at(TargetConfig target, Question question) {
        try (Connection connection = DirectMark.connect(target.url(), properties(target))) {
            DirectMark.require(connection);
            try (var statement = connection.createStatement()) {
                statement.execute(SafetySettings.OWN_NAMES_ONLY + ";" + SETUP);
            }
            return question.ask(connection);
        } catch (PoolerException e) {
            Remarks remarks = new Remarks(target.name());
            remarks.failure(
                    "pooler",
                    String.valueOf(e.getMessage()),
                    "Give the server's own address in url; on Neon the host without \"-pooler\"");
            return remarks.all();
        } catch (SQLException e) {
            return ConnectionFindings.findings(target, e);
        }
    }

    private static Properties properties(TargetConfig target) {
        Properties properties = new Properties();
        properties.setProperty("user", target.user());
        if (target.password() != null)
            properties.setProperty("password", target.password().reveal());
        properties.setProperty("ApplicationName", TargetConnector.APPLICATION_NAME);
        properties.setProperty("connectTimeout", LIMIT);
        properties.setProperty("loginTimeout", LIMIT);
        properties.setProperty("socketTimeout", LIMIT);
        return properties;
    }
}
