package io.neonwatch.collector.fleet.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.PostgresVersion;
import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.sampling.NamePatterns;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.Turns;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedPostgres.class)
class ServerLookIT {

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @ParameterizedTest
    @EnumSource
    void shouldFindWhatCanBeConnectedTo(PostgresVersion version, SharedPostgres.Servers servers) throws Exception {
        // Given
        SharedPostgres.Database own = servers.database(version);
        List<String> odd = List.of(
                mark + " \"quoted\" 'too'",
                mark + " \uD83D\uDE80",
                mark + "\nline",
                mark + "/a|b%20?#",
                mark + " \u00e4+&=");
        for (String name : odd) create(own, name, "");
        create(own, mark + "_template", " IS_TEMPLATE true");
        create(own, mark + "_closed", " ALLOW_CONNECTIONS false");
        create(own, mark + "_invalid", "");
        own.execute("UPDATE pg_database SET datconnlimit = -2 WHERE datname = '" + mark + "_invalid'");
        create(own, mark + "_other", "");

        // When
        List<TargetConfig> found = look(own, List.of(own.name(), mark + "*"), List.of("*_other"));

        // Then the own database is the first, and each can be connected to under its name
        assertThat(found.getFirst().database()).isEqualTo(own.name());
        assertThat(found)
                .extracting(TargetConfig::database)
                .containsSubsequence(odd)
                .hasSize(1 + odd.size());
        assertThat(found)
                .extracting(TargetConfig::server)
                .containsOnly("127.0.0.1:" + own.server().port());
        for (TargetConfig target : found) {
            assertThat(target.id()).startsWith("cluster/").doesNotContain("|", "\n");
            try (Connection connection = DriverManager.getConnection(target.url(), "postgres", "")) {
                assertThat(connection.getCatalog()).isEqualTo(target.database());
            }
        }
        assertThat(found).extracting(TargetConfig::id).doesNotHaveDuplicates();
    }

    @Test
    void shouldFindEverythingButTemplatesByDefault(SharedPostgres.Database own) throws Exception {
        assertThat(look(own, List.of("*"), List.of()))
                .extracting(TargetConfig::database)
                .contains("postgres", own.name())
                .doesNotContain("template0", "template1");
    }

    private static List<TargetConfig> look(SharedPostgres.Database own, List<String> include, List<String> exclude)
            throws Exception {
        TargetConfig target = own.target("postgres");
        TargetConfig server = new TargetConfig(
                "cluster", target.url(), "postgres", null, null, new NamePatterns(include, exclude), null);
        return new ServerLook(server, Turns.UNLIMITED).look();
    }

    private static void create(SharedPostgres.Database own, String name, String options) throws Exception {
        own.execute("CREATE DATABASE \"" + name.replace("\"", "\"\"") + "\"" + options);
    }
}
