package io.neonwatch.collector.sampling;

import io.neonwatch.collector.sampling.WitnessRules.Testimony;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Whether a target is still this collector's. While that cannot be confirmed, the database itself is asked whether another
 * collector has come to it. For one target and one thread.
 */
final class Witness {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** No answer takes longer, since the server would have ended the statement: then this program has stood still. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(6);

    private static final String QUESTION = """
            SELECT /* neonwatch */ pid, extract(epoch FROM clock_timestamp() - backend_start)::float8 AS age
            FROM pg_stat_activity
            WHERE application_name = 'neonwatch' AND usename = session_user AND datname = current_database()
                  AND pid <> pg_backend_pid()
            """;

    private final Tenure tenure;
    private final IntPredicate own;
    private boolean alone;
    private long answeredAt;

    /** @param own whether this collector has opened the session of a server's process */
    Witness(Tenure tenure, IntPredicate own) {
        this.tenure = tenure;
        this.own = own;
    }

    boolean lost() {
        return tenure.standing() instanceof Standing.Lost;
    }

    /**
     * Whether the target may be asked, or what it has answered be told. Asks at most once a second; while somebody has come
     * who may go again, it waits for that.
     *
     * @throws SQLException when the database does not answer; the session is closed then
     */
    boolean clear(TargetSession session) throws SQLException, InterruptedException {
        while (true) {
            switch (tenure.standing()) {
                case Standing.Held() -> {
                    return true;
                }
                case Standing.Lost() -> {
                    return false;
                }
                case Standing.Unconfirmed doubtful -> {
                    if (alone && since(answeredAt).compareTo(INTERVAL) < 0) return true;
                    if (ask(session, doubtful)) Thread.sleep(INTERVAL);
                }
            }
        }
    }

    /** Whether there is to be a pause before it is asked again. */
    private boolean ask(TargetSession session, Standing.Unconfirmed doubtful) throws SQLException {
        long askedAt = System.nanoTime();
        List<Duration> ages = agesOfOthers(session);
        answeredAt = System.nanoTime();
        Testimony testimony = WitnessRules.of(ages, since(doubtful.since()));
        boolean stale = since(askedAt).compareTo(LONGEST_ANSWER) > 0;
        alone = testimony == Testimony.ALONE && !stale;
        if (testimony == Testimony.SUCCEEDED) tenure.giveUp(doubtful);
        return testimony == Testimony.DOUBTFUL;
    }

    private List<Duration> agesOfOthers(TargetSession session) throws SQLException {
        List<Duration> ages = new ArrayList<>();
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery(QUESTION)) {
            while (rows.next())
                if (!own.test(rows.getInt("pid"))) ages.add(Duration.ofNanos((long) (rows.getDouble("age") * 1e9)));
        } catch (SQLException e) {
            // What cannot bear witness cannot be watched either; whoever asked through it must see that it is gone.
            session.close();
            throw e;
        }
        return ages;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
