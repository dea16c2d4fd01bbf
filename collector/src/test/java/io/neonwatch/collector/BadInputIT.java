package io.neonwatch.collector;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.metrics.Point;
import io.neonwatch.sandbox.process.FreePort;
import io.neonwatch.schemas.TargetState;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a target, what is said of it tells what happened and what to do, and the collector goes on. */
@Timeout(180)
class BadInputIT {

    private static final OwnServer SERVER = new OwnServer();
    private final List<WatchedTarget> watched = new ArrayList<>();

    @AfterEach
    void stopWatching() {
        watched.forEach(WatchedTarget::close);
    }

    @AfterAll
    static void stopServer() {
        SERVER.close();
    }

    @Test
    void shouldSayThatThePasswordIsWrongWithoutSayingIt() throws SQLException, IOException {
        // Given
        SERVER.execute("CREATE ROLE strict LOGIN PASSWORD 'richtig' IN ROLE pg_monitor");
        SERVER.addToHostBasedAuthentication("host all strict 127.0.0.1/32 scram-sha-256");

        // When
        WatchedTarget target = watch(SERVER.target("shop", "strict", "falsch-4711"));

        // Then
        awaitUnreachable(target, "password authentication failed for user \"strict\"", "check `user` and `password`");
        assertThat(target.everything()).doesNotContain("falsch-4711");
        assertThat(target.health().detail()).doesNotContain("falsch-4711");
        assertThat(target.values("neonwatch.up")).containsOnly(0.0);

        // When it is right
        WatchedTarget admitted = watch(SERVER.target("shop", "strict", "richtig"));

        // Then
        await().atMost(ofSeconds(20)).until(() -> admitted.state() == TargetState.ACTIVE);
    }

    @Test
    void shouldSayThatTheHostIsUnknown() {
        awaitUnreachable(
                watch(new TargetConfig("a", "jdbc:postgresql://no-such-host.invalid/shop", "watcher", null, null)),
                "no-such-host.invalid",
                "check the host in `url`");
    }

    @Test
    void shouldSayThatNobodyListens() {
        awaitUnreachable(
                watch(new TargetConfig(
                        "a", "jdbc:postgresql://127.0.0.1:" + FreePort.choose() + "/shop", "watcher", null, null)),
                "refused",
                "check that the server runs");
    }

    @Test
    void shouldSayThatTheServerHasNoTls() {
        awaitUnreachable(watch(SERVER.target("shop?sslmode=verify-full", "watcher", null)), "SSL", "check `sslmode`");
    }

    @Test
    void shouldSayThatTheCertificateIsNotTrusted() throws Exception {
        try (OwnServer server = new OwnServer()) {
            // Given
            Certificate right = Certificate.create(server.directory(), "localhost");
            Certificate other = Certificate.create(server.directory(), "other");
            right.serveFrom(server);
            String trusted = "&sslrootcert=" + right.file();
            String host = server.target().url().replace("127.0.0.1", "localhost");

            // Then
            awaitUnreachable(
                    watch(server.target("shop?sslmode=verify-full&sslrootcert=" + other.file(), "watcher", null)),
                    "check `sslmode` and `sslrootcert`");
            awaitUnreachable(
                    watch(server.target("shop?sslmode=verify-full" + trusted, "watcher", null)),
                    "check `sslmode` and `sslrootcert`");

            // When all is right
            WatchedTarget target =
                    watch(new TargetConfig("shop", host + "?sslmode=verify-full" + trusted, "watcher", null, null));

            // Then the bytes are counted below TLS
            await().atMost(ofSeconds(30)).until(() -> target.state() == TargetState.ACTIVE);
            await().atMost(ofSeconds(30))
                    .until(() -> target.values("neonwatch.collector.bytes", Map.of("direction", "received")).stream()
                            .anyMatch(bytes -> bytes > 1000));
        }
    }

    @Test
    void shouldSeeWhatARoleWithoutRightsMaySee() throws SQLException {
        // Given
        SERVER.execute("CREATE ROLE nobody_special LOGIN");

        // When
        WatchedTarget target = watch(SERVER.target("shop", "nobody_special", null));

        // Then
        await().atMost(ofSeconds(30))
                .untilAsserted(() -> assertThat(target.values("neonwatch.up")).contains(1.0));
        assertThat(target.state()).isEqualTo(TargetState.ACTIVE);
    }

    @Test
    void shouldSayThatARoleMayNotConnect() throws SQLException {
        // Given
        SERVER.execute("CREATE DATABASE closed", "REVOKE CONNECT ON DATABASE closed FROM PUBLIC");

        // Then
        awaitUnreachable(
                watch(SERVER.target("closed", "watcher", null)), "permission denied for database", "GRANT CONNECT");
    }

    @Test
    void shouldSayThatADatabaseIsInvalid() throws SQLException {
        // Given what an interrupted DROP DATABASE leaves behind
        SERVER.execute("CREATE DATABASE half_dropped");
        SERVER.execute("UPDATE pg_database SET datconnlimit = -2 WHERE datname = 'half_dropped'");

        // Then
        awaitUnreachable(watch(SERVER.target("half_dropped", "watcher", null)), "half_dropped", "drop it");
    }

    @Test
    void shouldSayThatADatabaseWasDropped() throws SQLException {
        // Given
        SERVER.execute("CREATE DATABASE doomed");
        WatchedTarget target = watch(SERVER.target("doomed", "watcher", null));
        await().atMost(ofSeconds(30)).until(() -> target.state() == TargetState.ACTIVE);

        // When
        SERVER.execute("DROP DATABASE doomed WITH (FORCE)");

        // Then
        awaitUnreachable(target, "\"doomed\" does not exist", "remove the target");
    }

    @Test
    void shouldSayThatARoleHasNoConnectionLeft() throws SQLException {
        // Given
        SERVER.execute("CREATE ROLE limited LOGIN CONNECTION LIMIT 0");

        // Then
        awaitUnreachable(
                watch(SERVER.target("shop", "limited", null)), "too many connections for role", "CONNECTION LIMIT");
    }

    @Test
    void shouldHoldOneConnectionOfAFullServerAndTakeNoOther() throws SQLException {
        // Given
        WatchedTarget target = watch(SERVER.target());
        await().atMost(ofSeconds(30)).until(() -> target.state() == TargetState.ACTIVE);
        List<Connection> others = new ArrayList<>();
        try {
            // When ordinary users have taken all the rest
            await().atMost(ofSeconds(30)).until(() -> {
                try {
                    others.add(SERVER.connect("shop"));
                    return false;
                } catch (SQLException full) {
                    return "53300".equals(full.getSQLState());
                }
            });
            int rounds = target.values("neonwatch.up").size();
            await().atMost(ofSeconds(30))
                    .until(() -> target.values("neonwatch.up").size() > rounds + 10);

            // Then it sees that, with its one connection
            assertThat(target.values("neonwatch.up")).doesNotContain(0.0);
            assertThat(target.values("neonwatch.connections.utilization").getLast())
                    .isGreaterThanOrEqualTo(1.0);
            assertThat(ownSessions()).isEqualTo("1");

            // When a second one comes too late
            WatchedTarget late = watch(SERVER.target());

            // Then it fails and leaves the server alone
            awaitUnreachable(late, "connection", "raise max_connections");
            assertThat(ownSessions()).isEqualTo("1");
        } finally {
            for (Connection other : others) other.close();
        }
    }

    @Test
    void shouldConnectAgainWhenItsSessionIsKilled() throws SQLException {
        // Given
        WatchedTarget target = watch(SERVER.target());
        await().atMost(ofSeconds(30)).until(() -> target.values("neonwatch.up").contains(1.0));
        String killed = SERVER.ask("SELECT max(pid) FROM pg_stat_activity WHERE application_name = 'neonwatch'");

        // When
        SERVER.execute("SELECT pg_terminate_backend(" + killed + ")");

        // Then there is a new one, and that was no failure of the target
        await().atMost(ofSeconds(30))
                .until(() -> !ownSessions().equals("0")
                        && !SERVER.ask("SELECT max(pid) FROM pg_stat_activity WHERE application_name = 'neonwatch'")
                                .equals(killed));
        int rounds = target.values("neonwatch.up").size();
        await().atMost(ofSeconds(30)).until(() -> target.values("neonwatch.up").size() > rounds + 2);
        assertThat(target.values("neonwatch.up")).doesNotContain(0.0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldGoOnAfterAServerHasGoneInMidProbe(boolean crash) throws SQLException {
        // Given a past that a clean stop keeps
        String[] asked = new String[1_000];
        Arrays.fill(asked, "SELECT 42 AS asked_long_ago");
        SERVER.execute(asked);
        WatchedTarget target = watch(SERVER.target());
        awaitCalls(target);

        // When
        if (crash) SERVER.postgres().kill();
        else SERVER.postgres().stop();
        await().atMost(ofSeconds(30)).until(() -> target.state() == TargetState.UNREACHABLE);
        SERVER.postgres().restart();

        // Then
        await().atMost(ofSeconds(30)).until(() -> target.state() == TargetState.ACTIVE);
        awaitCalls(target);
        assertThat(target.states().stream().map(state -> state.getEpoch()).distinct())
                .hasSize(2);
        assertThat(target.values("neonwatch.query.calls")).allMatch(calls -> calls >= 0 && calls < 1_000);
    }

    @Test
    void shouldTellWhichProbeFailsAndGoOnWithTheOthers() throws SQLException {
        // Given
        WatchedTarget target = watch(SERVER.target());
        await().atMost(ofSeconds(30)).until(() -> target.values("neonwatch.up").contains(1.0));

        // When nobody may call a function that one probe needs
        SERVER.execute("REVOKE EXECUTE ON FUNCTION pg_stat_get_mod_since_analyze(oid) FROM PUBLIC");
        try {
            await().atMost(ofSeconds(30))
                    .until(() -> target.values(
                                    "neonwatch.collector.probe.degraded",
                                    Map.of("probe", "relations", "reason", "permission"))
                            .contains(1.0));

            // Then
            assertThat(target.points("neonwatch.collector.probe.degraded"))
                    .extracting(point -> point.attributes().get("probe"))
                    .containsOnly("relations");
            assertThat(target.values("neonwatch.up")).doesNotContain(0.0);
        } finally {
            SERVER.execute("GRANT EXECUTE ON FUNCTION pg_stat_get_mod_since_analyze(oid) TO PUBLIC");
        }
        await().atMost(ofSeconds(30))
                .until(() -> target.values(
                                        "neonwatch.collector.probe.degraded",
                                        Map.of("probe", "relations", "reason", "permission"))
                                .getLast()
                        == 0.0);
    }

    @Test
    void shouldTakeAnyNameAndNoValueThatIsNotANumber() throws SQLException {
        // Given
        String name = "we\"ird 'n\nice \u263A";
        String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
        SERVER.execute(
                "CREATE SCHEMA " + quoted,
                "CREATE TABLE " + quoted + "." + quoted + " (id int, x float8)",
                "INSERT INTO " + quoted + "." + quoted + " VALUES (1, 'NaN'), (2, 'Infinity')",
                "ANALYZE " + quoted + "." + quoted);
        WatchedTarget target = watch(SERVER.target());

        // Then
        await().atMost(ofSeconds(30))
                .untilAsserted(() -> assertThat(target.points("postgresql.rows"))
                        .extracting(point -> point.attributes().get("postgresql.table.name"))
                        .contains(name));
        List<Point> all = target.points("postgresql.rows");
        assertThat(all).extracting(Point::value).allMatch(Double::isFinite);
        assertThat(target.points("neonwatch.collector.probe.degraded")).isEmpty();
    }

    @Test
    void shouldSayWhatItCosts() {
        // Given
        WatchedTarget target = watch(SERVER.target());

        // Then
        await().atMost(ofSeconds(30)).until(() -> target.batches("collector").count() >= 3);
        assertThat(target.values("neonwatch.collector.statements").getLast()).isGreaterThan(4);
        assertThat(target.values("neonwatch.collector.time").getLast())
                .isPositive()
                .isLessThan(1);
        assertThat(target.values("neonwatch.collector.bytes", Map.of("direction", "sent"))
                        .getLast())
                .isPositive();
        assertThat(target.values("neonwatch.collector.budget.utilization").getLast())
                .isPositive();
        assertThat(target.values("neonwatch.collector.clock.offset").getLast()).isBetween(-1.0, 1.0);
        assertThat(target.values("neonwatch.collector.probe.stretch")).containsOnly(1.0);
    }

    @Test
    void shouldSlowDownWhenItCostsMoreThanItMay() {
        // Given next to nothing to spend
        WatchedTarget target =
                WatchedTarget.start(SERVER.target(), WatchedTarget.config(ofMillis(200), true, 0.0001), null);
        watched.add(target);

        // Then
        await().atMost(ofSeconds(60))
                .until(() -> target.values("neonwatch.collector.probe.stretch", Map.of("probe", "tables")).stream()
                        .anyMatch(stretch -> stretch > 5));
        assertThat(target.values("neonwatch.up")).doesNotContain(0.0);
    }

    private WatchedTarget watch(TargetConfig config) {
        WatchedTarget target = WatchedTarget.start(config);
        watched.add(target);
        return target;
    }

    /** Until some more rounds have counted calls, of which there are some. */
    private static void awaitCalls(WatchedTarget target) {
        int before = target.values("neonwatch.query.calls").size();
        await().atMost(ofSeconds(30)).until(() -> {
            SERVER.execute("SELECT 7 AS asked_just_now");
            return target.values("neonwatch.query.calls").size() > before + 2;
        });
    }

    private static String ownSessions() throws SQLException {
        return SERVER.ask("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'neonwatch'");
    }

    private static void awaitUnreachable(WatchedTarget target, String... words) {
        await().atMost(ofSeconds(40))
                .untilAsserted(() -> assertThat(target.detail()).contains(words));
        assertThat(target.state()).isEqualTo(TargetState.UNREACHABLE);
        assertThat(target.health().ready()).isFalse();
        await().atMost(ofSeconds(10))
                .until(() -> target.values("neonwatch.connection.failures", Map.of("reason", "probe"))
                        .contains(1.0));
    }
}
