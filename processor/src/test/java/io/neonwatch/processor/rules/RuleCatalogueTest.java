package io.neonwatch.processor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neonwatch.runtime.config.ConfigException;
import io.neonwatch.runtime.config.ConfigLoader;
import io.neonwatch.schemas.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleCatalogueTest {

    private static final String VALID = """
            rules:
              - id: pool
                summary: "{{ value }} on {{ target }}"
                of: {last: neonwatch.connections.utilization}
                by: [target]
                warning: {above: 0.75, for: 1m, recover_below: 0.70}
                critical: {above: 0.90}
            """;

    private final ConfigLoader loader = new ConfigLoader(Map.of());

    @TempDir
    private Path directory;

    @Test
    void shouldShipTheRulesWithTheirRunbooks() {
        // When
        RuleSet shipped = RuleCatalogue.shipped(loader);

        // Then
        assertThat(shipped.rules())
                .extracting(Rule::id)
                .containsExactly(
                        "connection-failures",
                        "connection-pool-saturation",
                        "mass-change",
                        "query-duration",
                        "slow-queries-per-hour");
        assertThat(shipped.rules()).allSatisfy(rule -> {
            assertThat(rule.runbook()).isEqualTo("docs/runbooks/" + rule.id() + ".md");
            assertThat(Path.of("..").resolve(rule.runbook())).isRegularFile();
        });
    }

    @Test
    void shouldReadEveryKey() throws IOException {
        // Given
        Path file = write("""
                rules:
                  - id: cache
                    summary: "{{ value }}"
                    of: {avg: cache.hits, within: 5m}
                    by: [target, database]
                    where: {database: orders}
                    warning: {below: 0.9, for: 1m, recover_above: 0.95}
                    keep_firing_for: 10m
                    min_samples: 3
                    no_data: ok
                    no_data_for: 2m
                    recovery: true
                    runbook: ours/cache.md
                    unit: "1"
                """);

        // When
        Rule rule = rule(RuleCatalogue.load(loader, List.of(file)), "cache");

        // Then
        assertThat(rule.of()).isEqualTo(new Expression.Windowed(Aggregation.AVG, "cache.hits", Duration.ofMinutes(5)));
        assertThat(rule.where()).containsExactly(Map.entry("database", "orders"));
        assertThat(rule.band(Severity.WARNING)).isEqualTo(new Band(Band.Side.BELOW, 0.9, 0.95, Duration.ofMinutes(1)));
        assertThat(rule.band(Severity.CRITICAL)).isNull();
        assertThat(rule.keepFiringFor()).isEqualTo(Duration.ofMinutes(10));
        assertThat(rule.minSamples()).isEqualTo(3);
        assertThat(rule.noData()).isEqualTo(NoData.OK);
        assertThat(rule.noDataFor()).isEqualTo(Duration.ofMinutes(2));
        assertThat(rule.recovery()).isTrue();
        assertThat(rule.runbook()).isEqualTo("ours/cache.md");
        assertThat(rule.unit()).isEqualTo("1");
    }

    @Test
    void shouldReplaceAShippedRuleByOneWithItsId() throws IOException {
        // Given
        Path file = write(
                VALID.replace("id: pool", "id: connection-pool-saturation").replace("0.90", "0.99"));

        // When
        RuleSet rules = RuleCatalogue.load(loader, List.of(file));

        // Then
        assertThat(rules.rules()).hasSize(5);
        assertThat(Objects.requireNonNull(
                                rule(rules, "connection-pool-saturation").band(Severity.CRITICAL))
                        .threshold())
                .isEqualTo(0.99);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("by: [target]", "by: [database]", "by must contain target"),
                mistake("by: [target]", "by: [target, target]", "by names a label twice"),
                mistake("above: 0.90", "above: 0.70", "warning must come before critical"),
                mistake("critical: {above: 0.90}", "critical: {below: 0.90}", "must both be above, or both below"),
                mistake("recover_below: 0.70", "recover_below: 0.80", "recover_below must be under the threshold"),
                mistake("recover_below: 0.70", "recover_above: 0.80", "recover_above belongs to below"),
                mistake("above: 0.90", "abov: 0.90", "abov"),
                mistake("above: 0.90", "above: 0.90, below: 1", "give either above or below"),
                mistake("{{ value }}", "{{ valeu }}", "{{ valeu }} is unknown"),
                mistake("id: pool", "id: My Pool", "id must be lower-case words"),
                mistake(
                        "{last: neonwatch.connections.utilization}",
                        "{last: a, max: b, within: 1m}",
                        "exactly one function"),
                mistake("{last: neonwatch.connections.utilization}", "{count: a}", "need within"),
                mistake(
                        "{last: neonwatch.connections.utilization}",
                        "{count: a, within: 8d}",
                        "within must be from 1s to 7d"),
                mistake("{last: neonwatch.connections.utilization}", "{last: a, floor: 1}", "floor belongs to ratio"),
                mistake("{last: neonwatch.connections.utilization}", "{ratio: [a]}", "ratio needs two metrics"),
                mistake("{last: neonwatch.connections.utilization}", "{rate: a}", "rate"),
                mistake("by: [target]", "by: [target]\n    no_data: alert", "no_data does not support alert yet"),
                mistake("by: [target]", "by: [target]\n    no_data: maybe", "no_data must be keep or ok"),
                mistake("by: [target]", "by: [target]\n    min_samples: 0", "min_samples must be at least 1"),
                mistake("by: [target]", "by: [target]\n    by: [target]", "by"),
                mistake("    summary:", "    sumary:", "sumary"),
                mistake("rules:", VALID.stripTrailing() + "\nmore:", "more"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("mistakes")
    void shouldNameFileLineAndKeyOfAMistake(String right, String wrong, String message) throws IOException {
        // Given
        Path file = write(VALID.replace(right, wrong));

        // When / Then
        assertThatThrownBy(() -> RuleCatalogue.load(loader, List.of(file)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message)
                .hasMessageMatching("(?s)" + file + ":\\d+.*");
    }

    @Test
    void shouldRefuseAnIdThatAFileHasTwice() throws IOException {
        // Given
        Path file = write(VALID + VALID.substring(VALID.indexOf('\n') + 1));

        // When / Then
        assertThatThrownBy(() -> RuleCatalogue.load(loader, List.of(file)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("two entries with the id pool");
    }

    @Test
    void shouldTellTheMistakesOfAllFilesAtOnce() throws IOException {
        // Given
        Path file = write(VALID.replace("by: [target]", "by: [database]"));
        Path missing = directory.resolve("missing.yaml");

        // When / Then
        assertThatThrownBy(() -> RuleCatalogue.load(loader, List.of(missing, file)))
                .hasMessageContaining("missing.yaml")
                .hasMessageContaining("by must contain target");
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("ours.yaml"), yaml);
    }

    private static Rule rule(RuleSet rules, String id) {
        return rules.rules().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Arguments mistake(String right, String wrong, String message) {
        return Arguments.of(right, wrong, message);
    }
}
