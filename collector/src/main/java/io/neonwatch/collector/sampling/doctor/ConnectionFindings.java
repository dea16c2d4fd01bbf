package io.neonwatch.collector.sampling.doctor;

import io.neonwatch.collector.sampling.FirstLine;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.runtime.doctor.Finding;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** Why a database could not be connected to, and what to do. */
final class ConnectionFindings {

    private ConnectionFindings() {}

    static List<Finding> findings(TargetConfig target, SQLException failure) {
        String message = message(failure);
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        String role = Sql.name(target.user());
        String database = Sql.name(target.database());
        Remarks remarks = new Remarks(target.name());
        switch (state) {
            case "28P01" -> remarks.failure("password", message, "Check user and password of the target");
            case "28000" -> {
                if (message.contains("does not exist"))
                    remarks.failure(
                            "role",
                            message,
                            "Create the role, as a superuser, and give it a password",
                            "CREATE ROLE " + role + " LOGIN IN ROLE pg_monitor");
                else if (message.contains("not permitted to log in"))
                    remarks.failure(
                            "role", message, "Let the role log in, as a superuser", "ALTER ROLE " + role + " LOGIN");
                else
                    remarks.failure(
                            "access",
                            message,
                            "Let the role in from this machine in the server's pg_hba.conf; if it wants TLS, add"
                                    + " ?sslmode=require to url");
            }
            case "3D000" -> remarks.failure("database", message, "Check the database's name at the end of url");
            case "42501" ->
                remarks.failure(
                        "database",
                        message,
                        "Let the role connect, as the database's owner",
                        "GRANT CONNECT ON DATABASE " + database + " TO " + role);
            case "55000" -> {
                if (message.contains("invalid"))
                    remarks.failure(
                            "database",
                            message,
                            "Its removal was interrupted: drop it for good, as its owner, and remove the target");
                else
                    remarks.failure(
                            "database",
                            message,
                            "Let the database take connections, as a superuser",
                            "ALTER DATABASE " + database + " ALLOW_CONNECTIONS true");
            }
            case "53300" -> full(remarks, message, role, database);
            default -> other(remarks, message);
        }
        return remarks.all();
    }

    private static void full(Remarks remarks, String message, String role, String database) {
        if (message.contains("for role"))
            remarks.failure(
                    "connections", message, "Raise the role's limit", "ALTER ROLE " + role + " CONNECTION LIMIT 3");
        else if (message.contains("for database"))
            remarks.failure(
                    "connections",
                    message,
                    "Raise the database's limit, or take it away, as its owner",
                    "ALTER DATABASE " + database + " CONNECTION LIMIT -1");
        else
            remarks.failure(
                    "connections",
                    message,
                    "End idle sessions, or put a pooler before the applications: there is no room for the one connection"
                            + " that Neonwatch needs");
    }

    private static void other(Remarks remarks, String message) {
        if (message.contains("SSL") || message.contains("certif"))
            remarks.failure("tls", message, "Check sslmode and sslrootcert in url, and the server's certificate");
        else
            remarks.failure(
                    "reachable", message, "Check host and port in url, that the server runs, and what firewalls allow");
    }

    /** One line, with the innermost cause where it says more. */
    private static String message(SQLException failure) {
        String message = FirstLine.of(failure);
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        String innermost = FirstLine.of(cause);
        return cause == failure || message.contains(innermost) ? message : message + " (" + innermost + ")";
    }
}
