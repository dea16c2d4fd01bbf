package io.neonwatch.collector.sampling.statements;

import io.neonwatch.collector.SharedPostgres.Database;
import java.sql.SQLException;

/** Makes {@code pg_stat_statements} of a database fail, by PostgreSQL's own means, when it is asked for texts. */
final class TextTrap {

    private static final String SETUP = """
            CREATE TABLE trap (action text);
            INSERT INTO trap VALUES ('');
            GRANT SELECT ON trap TO PUBLIC;
            ALTER FUNCTION pg_stat_statements(boolean) RENAME TO statements_without_trap;
            CREATE FUNCTION public.pg_stat_statements(showtext boolean) RETURNS SETOF public.pg_stat_statements
            LANGUAGE plpgsql AS $$
            DECLARE
                wanted text := (SELECT action FROM public.trap);
            BEGIN
                IF showtext AND wanted = 'end the session' THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
                IF showtext AND wanted = 'fail' THEN RAISE 'too slow' USING ERRCODE = 'query_canceled'; END IF;
                RETURN QUERY SELECT * FROM public.statements_without_trap(showtext);
            END $$
            """;

    private final Database database;

    private TextTrap(Database database) {
        this.database = database;
    }

    static TextTrap in(Database database) throws SQLException {
        database.execute(SETUP);
        return new TextTrap(database);
    }

    void endSessions() throws SQLException {
        set("end the session");
    }

    void fail() throws SQLException {
        set("fail");
    }

    void remove() throws SQLException {
        set("");
    }

    private void set(String action) throws SQLException {
        database.execute("UPDATE trap SET action = '" + action + "'");
    }
}
