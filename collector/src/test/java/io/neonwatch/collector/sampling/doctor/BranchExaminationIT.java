package io.neonwatch.collector.sampling.doctor;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedPostgres.class)
class BranchExaminationIT {

    /** An access method by the name of pgvector's, which the server does not have. */
    private static final String HNSW = """
            CREATE ACCESS METHOD hnsw TYPE INDEX HANDLER gisthandler;
            CREATE OPERATOR CLASS box_ops DEFAULT FOR TYPE box USING hnsw AS
                OPERATOR 1 <<, OPERATOR 3 &&,
                FUNCTION 1 gist_box_consistent(internal, box, smallint, oid, internal),
                FUNCTION 2 gist_box_union(internal, internal),
                FUNCTION 5 gist_box_penalty(internal, internal, internal),
                FUNCTION 6 gist_box_picksplit(internal, internal),
                FUNCTION 7 gist_box_same(box, box, internal);
            """;

    private final Database database;
    private final String role;

    BranchExaminationIT(Database database) throws SQLException {
        this.database = database;
        this.role = database.name() + " searcher";
        database.execute("CREATE ROLE " + Sql.name(role) + " LOGIN");
    }

    @Test
    void shouldHaveReadingGrantedOnThoseTablesThatHaveVectors() throws Exception {
        // Given
        database.execute(HNSW + """
                CREATE SCHEMA "the shop";
                CREATE TABLE "the shop"."my items" (id int, place box);
                CREATE INDEX ON "the shop"."my items" USING hnsw (place);
                CREATE TABLE pages (id int, place box);
                CREATE INDEX ON pages USING hnsw (bound_box(place, place)) WHERE id > 1;
                CREATE TABLE others (id int)
                """);

        // When
        List<Finding> before = bad(examine());

        // Then
        assertThat(before).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo("shop recall branch");
            assertThat(finding.check()).isEqualTo("recall");
            assertThat(finding.sql())
                    .containsExactly(
                            "GRANT USAGE ON SCHEMA \"the shop\" TO " + Sql.name(role),
                            "GRANT SELECT ON \"the shop\".\"my items\" TO " + Sql.name(role),
                            "GRANT SELECT ON public.pages TO " + Sql.name(role));
        });
        for (String sql : before.getFirst().sql()) database.execute(sql);
        assertThat(bad(examine())).isEmpty();
        assertThat(examine()).extracting(Finding::message).contains("2 tables with indexes of pgvector may be read");
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindNothingWrongOnAnyVersion(PostgresVersion version, SharedPostgres.Servers servers) throws Exception {
        // Given
        Database other = servers.database(version);
        String searcher = other.name() + " searcher";
        other.execute("CREATE ROLE " + Sql.name(searcher) + " LOGIN");
        other.execute(HNSW + "CREATE TABLE items (place box); CREATE INDEX ON items USING hnsw (place);"
                + "GRANT SELECT ON items TO " + Sql.name(searcher));

        // When
        List<Finding> findings = new BranchExamination(other.target(searcher), null, null, false).examine();

        // Then
        assertThat(bad(findings)).isEmpty();
        assertThat(findings).extracting(Finding::check).contains("reachable", "tls", "connections", "recall");
    }

    @Test
    void shouldBeContentWithTheColumnsThatAreSearched() throws Exception {
        // Given
        database.execute(HNSW + "CREATE TABLE items (id int, place box, secret text);"
                + "CREATE INDEX ON items USING hnsw (place) WHERE id > 1;"
                + "GRANT SELECT (place) ON items TO " + Sql.name(role));

        // Then
        assertThat(bad(examine())).hasSize(1);
        database.execute("GRANT SELECT (id) ON items TO " + Sql.name(role));
        assertThat(bad(examine())).isEmpty();
    }

    @Test
    void shouldSayThatPgvectorIsMissing() throws Exception {
        assertThat(bad(examine())).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("recall");
            assertThat(finding.sql()).containsExactly("CREATE EXTENSION vector");
        });
    }

    @Test
    void shouldSayWhyItCannotConnect() throws Exception {
        // Given
        database.execute("REVOKE CONNECT ON DATABASE " + database.name() + " FROM PUBLIC");

        // Then
        assertThat(bad(examine()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.sql())
                        .containsExactly(
                                "GRANT CONNECT ON DATABASE " + Sql.name(database.name()) + " TO " + Sql.name(role)));
    }

    @Test
    void shouldAskNothingOfARoleThatOnlyWatchingNeeds() throws Exception {
        // Given
        database.execute(HNSW);
        database.execute("ALTER ROLE " + Sql.name(role) + " CONNECTION LIMIT 1");

        // Then
        assertThat(bad(examine())).isEmpty();
    }

    @Test
    void shouldConnectToAComputeOnlyWhileItIsAwake() throws Exception {
        // Given
        Seed seed = Seed.of("127.0.0.1", database.server().port(), database.name());
        NeonBranch original = new NeonBranch(seed.project(), seed.branch(), seed.endpoint());
        try (NeonControlPlane plane = NeonControlPlane.start(seed);
                NeonClient neon = new NeonClient(new NeonConfig(plane.url(), new Secret(plane.apiKey())))) {
            // When
            plane.suspend(seed.project(), seed.endpoint());
            List<Finding> asleep = examine(url(), original, neon, false);
            List<Finding> woken = examine(url(), original, neon, true);
            plane.resume(seed.project(), seed.endpoint());
            List<Finding> awake = examine(url(), original, neon, false);

            // Then
            assertThat(asleep).singleElement().satisfies(finding -> {
                assertThat(finding.verdict()).isEqualTo(Verdict.NOTE);
                assertThat(finding.message()).startsWith("suspended").contains("--wake");
            });
            assertThat(woken).extracting(Finding::check).contains("reachable");
            assertThat(awake).extracting(Finding::check).contains("neon compute", "reachable");
        }
    }

    @Test
    void shouldNotConnectToNeonWhereItCannotKnowWhetherTheComputeSleeps() throws Exception {
        // When
        List<Finding> findings =
                examine("jdbc:postgresql://ep-new-moon-87654321.eu-central-1.aws.neon.invalid/shop", null, null, false);

        // Then
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.NOTE);
            assertThat(finding.message()).contains("--wake");
        });
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + database.server().port() + "/" + database.name();
    }

    private List<Finding> examine() throws InterruptedException {
        return examine(url(), null, null, false);
    }

    private List<Finding> examine(String url, @Nullable NeonBranch original, @Nullable NeonClient neon, boolean wake)
            throws InterruptedException {
        TargetConfig copy = new TargetConfig("shop recall branch", url, role, null, null);
        return new BranchExamination(copy, original, neon, wake).examine();
    }

    private static List<Finding> bad(List<Finding> findings) {
        return findings.stream().filter(finding -> finding.verdict().isBad()).toList();
    }
}
