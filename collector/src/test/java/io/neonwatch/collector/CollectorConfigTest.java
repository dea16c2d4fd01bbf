package io.neonwatch.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neonwatch.collector.fleet.Limits;
import io.neonwatch.collector.sampling.NamePatterns;
import io.neonwatch.collector.sampling.plans.PlansConfig;
import io.neonwatch.collector.sampling.relations.RelationsConfig;
import io.neonwatch.runtime.config.ConfigException;
import io.neonwatch.runtime.config.ConfigLoader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectorConfigTest {

    private static final String TARGET = "{name: %s, url: \"jdbc:postgresql://host/%s\", user: neonwatch}";

    @Test
    void shouldHaveDefaults() {
        // When
        CollectorConfig config = load("targets: [" + TARGET.formatted("a", "a") + "]");

        // Then
        assertThat(config.name()).isNotBlank();
        assertThat(config.slowQueryThreshold()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.intervals().activity()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.intervals().instance()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.group()).isNull();
        assertThat(config.projects()).isEmpty();
        assertThat(config.limits()).isEqualTo(new Limits(4, 128, 200));
        assertThat(config.relations()).isEqualTo(RelationsConfig.DEFAULT);
        assertThat(config.vector().recall().enabled()).isFalse();
        assertThat(config.targets())
                .singleElement()
                .satisfies(target -> assertThat(target.id()).isEqualTo("a"));
    }

    @Test
    void shouldReadEverything() {
        // When
        CollectorConfig config = load("""
                name: collector-1
                slow_query_threshold: 500ms
                neon: {api_key: "${NEON_API_KEY}"}
                intervals: {instance: 20s, activity: 2s, statements: 1m, tables: 30s}
                plans: {per_hour: 12, per_query: 1h, slowed_by: 1.5}
                relations: {tables: 50, indexes: 100, slow_interval: 1h}
                vector:
                  row_floor: 100
                  expected_rows: 10
                  recall:
                    enabled: true
                    interval: 1h
                    budget: 1m
                    branches: [{target: orders, url: "jdbc:postgresql://ep-new-1.aws.neon.tech/neondb", password: "${ORDERS_PASSWORD}"}]
                targets:
                  - name: orders
                    url: jdbc:postgresql://ep-old-sun-1.aws.neon.tech/neondb
                    user: neonwatch
                    password: ${ORDERS_PASSWORD}
                    neon: {project: soft-dew-1, branch: br-summer-1, endpoint: ep-old-sun-1}
                    application: {url: "http://shop:8080/metrics", token: "${ORDERS_PASSWORD}", include: ["http_*"]}
                  - name: cluster
                    url: jdbc:postgresql://cluster/postgres
                    user: neonwatch
                    databases: {include: ["app_*"], exclude: ["*_test"]}
                group: production
                limits: {per_server: 2, overall: 50, per_entry: 10}
                projects:
                  - {project: shiny-wind-1, user: neonwatch, password: "${ORDERS_PASSWORD}", branches: {include: [main]}}
                """);

        // Then
        assertThat(config.name()).isEqualTo("collector-1");
        assertThat(config.slowQueryThreshold()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.intervals().statements()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.plans()).isEqualTo(new PlansConfig(true, 12, Duration.ofHours(1), 1.5));
        assertThat(config.relations()).isEqualTo(new RelationsConfig(50, 100, Duration.ofHours(1)));
        assertThat(config.vector().expectedRows()).isEqualTo(10);
        assertThat(config.vector().recall().interval()).isEqualTo(Duration.ofHours(1));
        assertThat(config.vector().toString()).contains("ep-new-1").doesNotContain("geheim");
        assertThat(config.neon()).isNotNull();
        assertThat(String.valueOf(config.neon())).doesNotContain("napi_geheim");
        assertThat(config.group()).isEqualTo("production");
        assertThat(config.limits()).isEqualTo(new Limits(2, 50, 10));
        assertThat(config.projects()).singleElement().satisfies(project -> {
            assertThat(project.branches().match("dev")).isFalse();
            assertThat(project.databases().match("anything")).isTrue();
            assertThat(project.parameters()).startsWith("sslmode=verify-full&");
            assertThat(project.toString()).doesNotContain("geheim");
        });
        assertThat(config.targets().getLast().databases())
                .isEqualTo(new NamePatterns(List.of("app_*"), List.of("*_test")));
        assertThat(config.targets().getFirst()).satisfies(target -> {
            assertThat(target.id()).isEqualTo("soft-dew-1/br-summer-1/ep-old-sun-1/neondb");
            assertThat(String.valueOf(target.password())).isEqualTo("***");
            assertThat(String.valueOf(target.application())).contains("http_*").doesNotContain("geheim");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slow_query_threshold: 0s                       | slow_query_threshold must be more than 0",
                "intervals: {activity: 10ms}                    | activity must be at least 100ms",
                "plans: {per_hour: 0}                           | per_hour must be from 1 to 3600",
                "plans: {slowed_by: 1}                          | slowed_by must be more than 1",
                "targets: [{name: a, url: 'jdbc:postgresql://h/a', user: b, application: {url: 'ftp://x/'}}] | url must be an address",
                "targets: [{name: a, url: 'jdbc:postgresql://h/a', user: b, application: {url: 'http://a:b@x/'}}] | url must not hold a user",
                "targets: [{name: a, url: 'jdbc:postgresql://h/a', user: b, application: {url: 'http://x/', user: c}}] | user and password belong together",
                "relations: {slow_interval: 1s}                 | slow_interval must be at least 1m",
                "vector: {expected_rows: 0}                     | expected_rows must be 1 or more",
                "vector: {recall: {budget: 1h}}                 | budget must be more than 0 and at most 10m",
                "vector: {recall: {interval: 1s}}               | interval must be at least twice the budget",
                "{vector: {recall: {branches: [{target: c, url: 'jdbc:postgresql://h/b'}]}}, targets: [{name: c, url: 'jdbc:postgresql://h/a', user: u, databases: {include: [b]}}]} | must name targets of one database, and \"c\" has databases",
                "{vector: {recall: {branches: [{target: b, url: 'jdbc:postgresql://h/b'}]}}, targets: [TARGET1]} | must name targets, and \"b\" is none",
                "vector: {recall: {branches: [{target: a, url: 'jdbc:postgresql://ep-a-pooler.x/b'}]}} | url must be the direct host",
                "targets: []                                    | targets must name at least one database",
                "group: a b                                     | group must be 1 to 64 letters, digits",
                "limits: {per_server: 0}                        | per_server must be at least 1",
                "projects: [{project: p, user: u}]              | projects need neon with an api_key",
                "projects: [{project: p, user: u, parameters: 'sslmode=x'}] | parameters make no url: url has a parameter sslmode",
                "projects: [{project: My Project, user: u}]     | project must be Neon's id",
                "projects: [{project: p, user: ''}]             | user must not be empty",
                "targets: [TARGET1, TARGET1]                    | targets must have different names, and \"a\" is there twice",
            })
    void shouldRefuseWhatCannotWork(String yaml, String reason) {
        // Given
        String targets = yaml.contains("targets") ? "" : "\ntargets: [" + TARGET.formatted("a", "a") + "]";
        String complete = yaml.replace("TARGET1", TARGET.formatted("a", "a")) + targets;

        // Then
        assertThatThrownBy(() -> load(complete))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(reason)
                .hasMessageStartingWith("test.yaml");
    }

    private static CollectorConfig load(String yaml) {
        return new ConfigLoader(Map.of("ORDERS_PASSWORD", "geheim", "NEON_API_KEY", "napi_geheim"))
                .load(yaml, "test.yaml", CollectorConfig.class);
    }
}
