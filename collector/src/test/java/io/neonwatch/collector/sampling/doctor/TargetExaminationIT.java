package io.neonwatch.collector.sampling.doctor;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.PostgresVersion;
import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.NeonBranch;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.neon.NeonConfig;
import io.neonwatch.runtime.config.Secret;
import io.neonwatch.runtime.doctor.Finding;
import io.neonwatch.runtime.doctor.Verdict;
import io.neonwatch.sandbox.neon.NeonControlPlane;
import io.neonwatch.sandbox.neon.Seed;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedPostgres.class)
class TargetExaminationIT {

    private final Database database;
    private final String role = "watch\"er 🦉 " + UUID.randomUUID();

    TargetExaminationIT(Database database) {
        this.database = database;
    }

    @AfterEach
    void mend() throws SQLException {
        database.execute("ALTER SYSTEM RESET ALL");
        database.execute("SELECT pg_reload_conf()");
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindNothingWrongOnAnyVersion(PostgresVersion version, SharedPostgres.Servers servers) throws Exception {
        // Given
        Database other = servers.database(version);
        other.execute("CREATE ROLE " + Sql.name(role) + " LOGIN IN ROLE pg_monitor");

        // When
        List<Finding> findings = examine(other.target(role));

        // Then
        assertThat(findings).extracting(Finding::verdict).doesNotContain(Verdict.WARNING, Verdict.FAILURE);
        assertThat(findings)
                .extracting(Finding::check)
                .contains("reachable", "version", "grants", "pg_stat_statements");
    }

    @Test
    void shouldKnowADirectConnectionWithOptionsOfItsOwn() throws Exception {
        // Given
        String url = url() + "?options=-c%20compute_query_id%3Doff&connectTimeout=5";

        // When
        List<Finding> findings = examine(new TargetConfig("target", url, "postgres", null, null));

        // Then both options have arrived
        assertThat(of("pooler", findings).orElseThrow().verdict()).isEqualTo(Verdict.OK);
        assertThat(of("setting compute_query_id", findings).orElseThrow().verdict())
                .isEqualTo(Verdict.NOTE);
    }

    @Test
    void shouldHaveTheRoleCreated() throws Exception {
        assertMendedByItsSql(role, "role", Verdict.FAILURE);
    }

    @Test
    void shouldHaveTheRoleLetIn() throws Exception {
        database.execute("CREATE ROLE " + Sql.name(role) + " NOLOGIN IN ROLE pg_monitor");
        assertMendedByItsSql(role, "role", Verdict.FAILURE);
    }

    @Test
    void shouldHaveTheDatabaseOpened() throws Exception {
        database.execute("CREATE ROLE " + Sql.name(role) + " LOGIN IN ROLE pg_monitor");
        database.execute("REVOKE CONNECT ON DATABASE " + Sql.name(database.name()) + " FROM PUBLIC");
        assertMendedByItsSql(role, "database", Verdict.FAILURE);
    }

    @Test
    void shouldHavePgMonitorGranted() throws Exception {
        database.execute("CREATE ROLE " + Sql.name(role) + " LOGIN");
        assertMendedByItsSql(role, "grants", Verdict.WARNING);
    }

    @ParameterizedTest
    @EnumSource
    void shouldHavePgMonitorInherited(PostgresVersion version, SharedPostgres.Servers servers) throws Exception {
        // Given members that have nothing of it
        Database other = servers.database(version);
        String member = role + " member";
        other.execute("CREATE ROLE " + Sql.name(role) + " LOGIN NOINHERIT");
        other.execute("CREATE ROLE " + Sql.name(member) + " LOGIN NOINHERIT IN ROLE pg_monitor");

        // Then
        for (String name : List.of(role, member)) {
            Finding finding = of("grants", examine(other.target(name))).orElseThrow();
            assertThat(finding.verdict()).isEqualTo(Verdict.WARNING);
            for (String sql : finding.sql()) other.execute(sql);
            assertThat(of("grants", examine(other.target(name))).orElseThrow().verdict())
                    .isEqualTo(Verdict.OK);
        }
    }

    @Test
    void shouldSayWhatMayNotBeRead() throws Exception {
        // Given
        database.execute("CREATE TABLE orders (id serial)");
        database.execute("CREATE ROLE " + Sql.name(role) + " LOGIN IN ROLE pg_monitor");

        // Then
        Finding finding = of("read rights", examine(database.target(role))).orElseThrow();
        assertThat(finding.verdict()).isEqualTo(Verdict.NOTE);
        assertThat(finding.message()).contains("2 tables and sequences");
        for (String sql : finding.sql()) database.execute(sql);
        assertThat(of("read rights", examine(database.target(role)))).isEmpty();
    }

    @Test
    void shouldHaveTheExtensionCreated() throws Exception {
        database.execute("CREATE ROLE " + Sql.name(role) + " LOGIN IN ROLE pg_monitor");
        database.execute("DROP EXTENSION pg_stat_statements");
        assertMendedByItsSql(role, "pg_stat_statements", Verdict.WARNING);
    }

    @Test
    void shouldHaveTheExtensionUpdated() throws Exception {
        database.execute("CREATE ROLE " + Sql.name(role) + " LOGIN IN ROLE pg_monitor");
        database.execute("DROP EXTENSION pg_stat_statements");
        database.execute("CREATE EXTENSION pg_stat_statements VERSION '1.8'");
        assertMendedByItsSql(role, "pg_stat_statements", Verdict.WARNING);
    }

    @Test
    void shouldHaveSettingsSet() throws Exception {
        database.execute("CREATE ROLE " + Sql.name(role) + " LOGIN IN ROLE pg_monitor");
        for (String setting : List.of(
                "track_io_timing = off",
                "track_counts = off",
                "track_activities = off",
                "compute_query_id = off",
                "pg_stat_statements.track = 'none'")) database.execute("ALTER SYSTEM SET " + setting);
        database.execute("SELECT pg_reload_conf()");
        assertMendedByItsSql(role, "setting track_io_timing", Verdict.WARNING);
        assertMendedByItsSql(role, "setting track_counts", Verdict.WARNING);
        assertMendedByItsSql(role, "setting track_activities", Verdict.WARNING);
        assertMendedByItsSql(role, "setting compute_query_id", Verdict.WARNING);
        assertMendedByItsSql(role, "setting pg_stat_statements.track", Verdict.WARNING);
    }

    @Test
    void shouldHaveTheRolesLimitRaised() throws Exception {
        database.execute("CREATE ROLE " + Sql.name(role) + " LOGIN CONNECTION LIMIT 1 IN ROLE pg_monitor");
        assertMendedByItsSql(role, "role connections", Verdict.WARNING);
    }

    @Test
    void shouldWarnOfASuperuser() throws Exception {
        // When
        List<Finding> findings = examine(database.target("postgres"));

        // Then
        assertThat(of("role", findings)).hasValueSatisfying(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.WARNING);
            assertThat(finding.sql()).singleElement().asString().contains("pg_monitor, pg_read_all_data");
        });
    }

    @Test
    void shouldSayThatADatabaseIsNotThere() throws Exception {
        // Given
        TargetConfig nowhere =
                at("jdbc:postgresql://127.0.0.1:" + database.server().port() + "/nowhere", null);

        // When
        List<Finding> findings = examine(nowhere);

        // Then
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("database");
            assertThat(finding.message()).contains("nowhere");
        });
    }

    @Test
    void shouldGiveUpOnAServerThatNeverAnswers() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            // When
            List<Finding> findings =
                    examine(at("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/postgres", null));

            // Then
            assertThat(findings).singleElement().satisfies(finding -> {
                assertThat(finding.check()).isEqualTo("reachable");
                assertThat(finding.verdict()).isEqualTo(Verdict.FAILURE);
            });
        }
    }

    @Test
    void shouldSayThatTheServerHasNoTls() throws Exception {
        // When
        List<Finding> findings = examine(at(url() + "?sslmode=require", null));

        // Then
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.check()).isEqualTo("tls"));
    }

    @Test
    void shouldNotWakeASuspendedCompute() throws Exception {
        // Given
        Seed seed = Seed.of("127.0.0.1", database.server().port(), database.name());
        try (NeonControlPlane plane = NeonControlPlane.start(seed);
                NeonClient neon = new NeonClient(new NeonConfig(plane.url(), new Secret(plane.apiKey())))) {
            database.execute("CREATE ROLE " + Sql.name(role) + " LOGIN IN ROLE pg_monitor");
            NeonBranch branch = new NeonBranch(seed.project(), seed.branch(), seed.endpoint());
            TargetConfig target = new TargetConfig("on-neon", url(), role, null, branch);
            plane.suspend(seed.project(), seed.endpoint());

            // When
            List<Finding> asleep = new TargetExamination(target, neon, false).examine();
            List<Finding> woken = new TargetExamination(target, neon, true).examine();

            // Then
            assertThat(asleep).singleElement().satisfies(finding -> {
                assertThat(finding.verdict()).isEqualTo(Verdict.NOTE);
                assertThat(finding.message()).startsWith("suspended");
            });
            assertThat(woken).extracting(Finding::check).contains("reachable");
        }
    }

    @Test
    void shouldSayThatTheComputeIsAnotherBranchs() throws Exception {
        // Given
        Seed seed = Seed.of("127.0.0.1", database.server().port(), database.name());
        try (NeonControlPlane plane = NeonControlPlane.start(seed);
                NeonClient neon = new NeonClient(new NeonConfig(plane.url(), new Secret(plane.apiKey())))) {
            NeonBranch wrong = new NeonBranch(seed.project(), "br-other", seed.endpoint());

            // When
            List<Finding> findings = new TargetExamination(at(url(), wrong), neon, false).examine();

            // Then
            assertThat(bad(findings)).extracting(Finding::check).contains("neon branch");
        }
    }

    @Test
    void shouldHaveTheStatementsOfASchemaOfTheirOwnMadeReadable() throws Exception {
        database.execute("CREATE ROLE " + Sql.name(role) + " LOGIN IN ROLE pg_monitor");
        database.execute("CREATE SCHEMA \"my extensions\"");
        database.execute("DROP EXTENSION pg_stat_statements");
        database.execute("CREATE EXTENSION pg_stat_statements SCHEMA \"my extensions\"");
        assertMendedByItsSql(role, "pg_stat_statements", Verdict.WARNING);
    }

    @Test
    void shouldHaveTheFunctionsOfStatementsMadeExecutable() throws Exception {
        database.execute("CREATE ROLE " + Sql.name(role) + " LOGIN IN ROLE pg_monitor");
        database.execute("REVOKE EXECUTE ON FUNCTION pg_stat_statements(boolean) FROM PUBLIC");
        database.execute("REVOKE SELECT ON pg_stat_statements_info FROM PUBLIC");
        assertMendedByItsSql(role, "pg_stat_statements", Verdict.WARNING);
    }

    @Test
    void shouldHaveTheRolesLimitRaisedWhenItLetsNobodyIn() throws Exception {
        database.execute("CREATE ROLE " + Sql.name(role) + " LOGIN CONNECTION LIMIT 0 IN ROLE pg_monitor");
        assertMendedByItsSql(role, "connections", Verdict.FAILURE);
    }

    @Test
    void shouldHaveTheDatabasesLimitRaisedWhenItLetsNobodyIn() throws Exception {
        database.execute("CREATE ROLE " + Sql.name(role) + " LOGIN IN ROLE pg_monitor");
        database.execute("ALTER DATABASE " + Sql.name(database.name()) + " CONNECTION LIMIT 0");
        assertMendedByItsSql(role, "connections", Verdict.FAILURE);
    }

    @Test
    void shouldNotHaveADatabaseOpenedWhoseRemovalWasInterrupted() throws Exception {
        // Given
        database.execute("CREATE ROLE " + Sql.name(role) + " LOGIN IN ROLE pg_monitor");
        database.execute("CREATE DATABASE " + Sql.name(database.name() + "_half"));
        database.execute("UPDATE pg_database SET datconnlimit = -2 WHERE datname = '" + database.name() + "_half'");

        // When
        List<Finding> findings = examine(new TargetConfig("half", url() + "_half", role, null, null));

        // Then no server takes it back
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("database");
            assertThat(finding.remedy()).contains("drop");
            assertThat(finding.sql()).isEmpty();
        });
    }

    @Test
    void shouldHaveASettingSetWhereItIsSet() throws Exception {
        database.execute("CREATE ROLE " + Sql.name(role) + " LOGIN IN ROLE pg_monitor");
        database.execute("ALTER DATABASE " + Sql.name(database.name()) + " SET track_io_timing = off");
        assertMendedByItsSql(role, "setting track_io_timing", Verdict.WARNING);
    }

    @Test
    void shouldNotTakeTheRolesOwnSettingsForThoseOfOthers() throws Exception {
        // Given a role whose own queries are not to be counted
        database.execute("CREATE ROLE " + Sql.name(role) + " LOGIN IN ROLE pg_monitor");
        database.execute("ALTER ROLE " + Sql.name(role) + " SET pg_stat_statements.track = 'none'");

        // Then
        String check = "setting pg_stat_statements.track";
        Finding finding = of(check, examine(database.target(role))).orElseThrow();
        assertThat(finding.verdict()).isEqualTo(Verdict.NOTE);
        for (String sql : finding.sql()) database.execute(sql);
        assertThat(of(check, examine(database.target(role))).orElseThrow().verdict())
                .isEqualTo(Verdict.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATEROLE", "LOGIN IN ROLE pg_write_server_files"})
    void shouldSayThatARoleIsTooMightyForPlans(String might) throws Exception {
        // Given
        database.execute("CREATE ROLE " + Sql.name(role) + " LOGIN IN ROLE pg_monitor, pg_read_all_data");
        assertThat(of("role", examine(database.target(role)))).isEmpty();
        database.execute("CREATE ROLE " + Sql.name(role + " mighty") + " " + might);
        database.execute("GRANT " + Sql.name(role + " mighty") + " TO " + Sql.name(role));

        // Then
        Finding finding = of("role", bad(examine(database.target(role)))).orElseThrow();
        assertThat(finding.message()).contains("plans");
        assertThat(finding.sql()).isNotEmpty();
    }

    @Test
    void shouldSayThatAnOwnerOfTablesGetsNoPlans() throws Exception {
        // Given
        database.execute("CREATE ROLE " + Sql.name(role) + " LOGIN IN ROLE pg_monitor, pg_read_all_data");
        database.execute("CREATE TABLE orders (id int)");
        database.execute("ALTER TABLE orders OWNER TO " + Sql.name(role));

        // Then
        assertThat(of("role", bad(examine(database.target(role))))).isPresent();
    }

    @Test
    void shouldMakeAnotherRoleWhereTheNameIsTaken() throws Exception {
        // Given
        database.execute("CREATE ROLE neonwatch LOGIN SUPERUSER");

        // When
        Finding finding = of("role", examine(database.target("neonwatch"))).orElseThrow();
        for (String sql : finding.sql()) database.execute(sql);

        // Then
        assertThat(bad(examine(database.target("neonwatch_2")))).isEmpty();
        database.execute("DROP ROLE neonwatch, neonwatch_2");
    }

    @Test
    void shouldNotConnectToNeonWhereItCannotKnowWhetherTheComputeSleeps() throws Exception {
        // Given an address on Neon without the ids by which its state could be asked
        TargetConfig unnamed = at("jdbc:postgresql://ep-old-sun-12345678.eu-central-1.aws.neon.invalid/shop", null);

        // When
        List<Finding> findings = examine(unnamed);

        // Then
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("neon");
            assertThat(finding.verdict()).isEqualTo(Verdict.WARNING);
            assertThat(finding.remedy()).contains("project").contains("--wake");
        });
    }

    /** The finding is there; once its own SQL has been run it is not. */
    private void assertMendedByItsSql(String user, String check, Verdict verdict) throws Exception {
        TargetConfig target = database.target(user);
        // The server takes new settings a moment later.
        Finding finding = await().atMost(ofSeconds(20))
                .until(() -> of(check, bad(examine(target))), Optional::isPresent)
                .orElseThrow();
        assertThat(finding.verdict()).isEqualTo(verdict);
        assertThat(finding.sql()).isNotEmpty();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : finding.sql()) statement.execute(sql);
        }
        await().atMost(ofSeconds(20))
                .until(() -> of(check, bad(examine(target))).isEmpty());
    }

    private static Optional<Finding> of(String check, List<Finding> findings) {
        return findings.stream().filter(each -> each.check().equals(check)).findFirst();
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + database.server().port() + "/" + database.name();
    }

    private TargetConfig at(String url, @Nullable NeonBranch branch) {
        return new TargetConfig("target", url, "postgres", null, branch);
    }

    private static List<Finding> examine(TargetConfig target) throws InterruptedException {
        return new TargetExamination(target, null, false).examine();
    }

    private static List<Finding> bad(List<Finding> findings) {
        return findings.stream().filter(finding -> finding.verdict().isBad()).toList();
    }
}
