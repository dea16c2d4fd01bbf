package io.neonwatch.collector.sampling.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.sampling.doctor.TargetFacts.Extension;
import io.neonwatch.collector.sampling.doctor.TargetFacts.Role;
import io.neonwatch.runtime.doctor.Finding;
import io.neonwatch.runtime.doctor.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtensionRulesTest {

    private static final Extension STATEMENTS = new Extension("1.11", "1.11");

    @ParameterizedTest
    @CsvSource({"0.8.0,WARNING", "0.8.3,WARNING", "0.7.4,WARNING", "0.8.4,OK", "0.8.10,OK", "0.9.0,OK", "1.0,OK"})
    void shouldKnowVersionsOfPgvectorWithDefects(String version, Verdict verdict) {
        // When
        List<Finding> findings = judge(Map.of(), Map.of("vector", new Extension(version, "0.8.4")), false);

        // Then
        assertThat(findings)
                .filteredOn(finding -> finding.check().equals("vector"))
                .extracting(Finding::verdict)
                .containsExactly(verdict);
    }

    @Test
    void shouldSayHowToUpdatePgvectorOnlyWhereTheServerHasABetterOne() {
        assertThat(vector("0.8.0", "0.8.4").sql()).containsExactly("ALTER EXTENSION vector UPDATE");
        assertThat(vector("0.8.0", "0.8.1").sql()).isEmpty();
        assertThat(vector("0.8.0", "0.8.1").remedy()).contains("0.8.4");
    }

    @Test
    void shouldKeepTheLibrariesThatAreLoaded() {
        // When
        List<Finding> findings = judge(
                Map.of("shared_preload_libraries", "auto_explain, \"timescale'db\""),
                Map.of("pg_stat_statements", STATEMENTS),
                false);

        // Then
        assertThat(findings)
                .flatExtracting(Finding::sql)
                .containsExactly("ALTER SYSTEM SET shared_preload_libraries = 'auto_explain', 'timescale''db',"
                        + " 'pg_stat_statements'");
    }

    @Test
    void shouldAskForMoreEntriesWhenNearlyAllAreUsed() {
        // When
        List<Finding> findings =
                judge(Map.of("pg_stat_statements.max", "5000"), Map.of("pg_stat_statements", STATEMENTS), false);

        // Then
        assertThat(findings)
                .flatExtracting(Finding::sql)
                .containsExactly("ALTER SYSTEM SET pg_stat_statements.max = 10000");
    }

    @Test
    void shouldWantNeonsExtensionOnNeonOnly() {
        Map<String, Extension> extensions = Map.of("neon", new Extension(null, "1.6"));
        assertThat(judge(Map.of(), extensions, true))
                .flatExtracting(Finding::sql)
                .contains("CREATE EXTENSION neon");
        assertThat(judge(Map.of(), extensions, false))
                .extracting(Finding::check)
                .doesNotContain("neon");
    }

    private static Finding vector(String installed, String available) {
        return judge(Map.of(), Map.of("vector", new Extension(installed, available)), false)
                .getLast();
    }

    private static List<Finding> judge(
            Map<String, String> settings, Map<String, Extension> extensions, boolean onNeon) {
        TargetFacts facts = new TargetFacts(
                170005,
                "17.5",
                "orders",
                new Role("neonwatch", false, true, true, true, -1, 0, "", "neonwatch_2"),
                true,
                1,
                settings,
                Map.of(),
                extensions,
                Map.of(),
                4_900L);
        Remarks remarks = new Remarks("orders");
        new ExtensionRules(facts, onNeon, remarks).judge();
        return remarks.all();
    }
}
