package io.neonwatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.fleet.discovery.ProjectConfig;
import io.neonwatch.collector.sampling.NamePatterns;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.vector.RecallBranch;
import io.neonwatch.collector.sampling.vector.RecallConfig;
import io.neonwatch.collector.sampling.vector.VectorConfig;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.neon.NeonConfig;
import io.neonwatch.runtime.config.Secret;
import io.neonwatch.runtime.doctor.Examination;
import io.neonwatch.runtime.doctor.Finding;
import io.neonwatch.runtime.doctor.Verdict;
import io.neonwatch.sandbox.neon.NeonControlPlane;
import io.neonwatch.sandbox.neon.Seed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPostgres.class)
class CollectorDoctorIT {

    private final Database database;
    private final String role;

    CollectorDoctorIT(Database database) throws Exception {
        this.database = database;
        this.role = database.name() + "_monitor";
        database.execute("CREATE ROLE " + role + " LOGIN IN ROLE pg_monitor");
    }

    @Test
    void shouldLookAtEveryDatabaseOfAServer() throws Exception {
        // Given
        for (String suffix : List.of("_a", "_b", "_c")) database.execute("CREATE DATABASE " + database.name() + suffix);
        database.execute("REVOKE CONNECT ON DATABASE " + database.name() + "_b FROM PUBLIC");
        String url = "jdbc:postgresql://127.0.0.1:" + database.server().port() + "/" + database.name();
        NamePatterns ours = new NamePatterns(List.of(database.name() + "_*"), null);
        TargetConfig server = new TargetConfig("cluster", url, role, null, null, ours, null);

        // When
        List<Finding> findings = examine(config(List.of(server), List.of(), null), null);

        // Then
        assertThat(findings)
                .filteredOn(finding -> finding.verdict().isBad())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.subject()).isEqualTo("cluster/" + database.name() + "_b");
                    assertThat(finding.sql()).singleElement().asString().startsWith("GRANT CONNECT");
                });
        assertThat(findings)
                .filteredOn(finding -> finding.check().equals("databases"))
                .extracting(Finding::message)
                .containsExactly("3 found");
    }

    @Test
    void shouldLookAtTheDatabasesOfAProjectAndWakeNone() throws Exception {
        // Given
        Seed seed = Seed.of("127.0.0.1", database.server().port(), database.name());
        try (NeonControlPlane plane = NeonControlPlane.start(seed)) {
            NeonConfig key = new NeonConfig(plane.url(), new Secret(plane.apiKey()));
            ProjectConfig project = new ProjectConfig(seed.project(), "nobody", null, null, null, "sslmode=disable");
            try (NeonClient neon = new NeonClient(key)) {
                // When
                List<Finding> awake = examine(config(List.of(), List.of(project), key), neon);
                plane.suspend(seed.project(), seed.endpoint());
                List<Finding> asleep = examine(config(List.of(), List.of(project), key), neon);

                // Then the seed's server is at another port than Neon's computes are
                assertThat(awake)
                        .filteredOn(finding -> finding.verdict() == Verdict.FAILURE)
                        .singleElement()
                        .satisfies(finding -> assertThat(finding.subject()).endsWith("/" + database.name()));
                assertThat(asleep).noneMatch(finding -> finding.verdict().isBad());
                assertThat(asleep).anyMatch(finding -> finding.message().startsWith("suspended"));
            }
        }
    }

    @Test
    void shouldLookAtTheBranchesWhereRecallIsMeasuredIfItIs() throws Exception {
        // Given a copy that the target's own user is let into
        database.execute("CREATE DATABASE " + database.name() + "_copy");
        String url = "jdbc:postgresql://127.0.0.1:" + database.server().port() + "/" + database.name();
        TargetConfig target = new TargetConfig("shop", url, role, null, null);
        RecallBranch branch = new RecallBranch("shop", url + "_copy", null, null, null);

        // When
        List<Finding> on = examine(config(target, branch, true), null);
        List<Finding> off = examine(config(target, branch, false), null);

        // Then
        assertThat(on)
                .filteredOn(finding -> finding.subject().equals("shop recall branch"))
                .extracting(Finding::message)
                .contains("as " + role + " in " + database.name() + "_copy");
        assertThat(off).extracting(Finding::subject).containsOnly("shop");
    }

    private static CollectorConfig config(TargetConfig target, RecallBranch branch, boolean enabled) {
        RecallConfig recall = new RecallConfig(enabled, null, null, null, null, List.of(branch));
        return config(List.of(target), List.of(), null, new VectorConfig(null, null, recall));
    }

    private static CollectorConfig config(
            List<TargetConfig> targets, List<ProjectConfig> projects, @Nullable NeonConfig neon) {
        return config(targets, projects, neon, VectorConfig.DEFAULT);
    }

    private static CollectorConfig config(
            List<TargetConfig> targets, List<ProjectConfig> projects, @Nullable NeonConfig neon, VectorConfig vector) {
        return new TestedCollector("test", targets)
                .neon(neon)
                .vector(vector)
                .projects(projects)
                .config();
    }

    private static List<Finding> examine(CollectorConfig config, @Nullable NeonClient neon)
            throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (Examination examination : CollectorDoctor.examinations(config, neon, false))
            findings.addAll(examination.examine());
        return findings;
    }
}
