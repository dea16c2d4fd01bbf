package io.neonwatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.runtime.config.ConfigException;
import io.neonwatch.runtime.config.ConfigLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TargetReloadTest {

    private static final String TARGETS =
            "targets: [{name: %s, url: \"jdbc:postgresql://host/app\", user: neonwatch, password: \"${PASSWORD}\"}]\n";

    private String yaml = TARGETS.formatted("a");
    private String password = "old";
    private final List<List<String>> used = new ArrayList<>();
    private final List<String> passwords = new ArrayList<>();
    private final TargetReload reload = new TargetReload(read(), this::read, (targets, projects) -> {
        used.add(targets.stream().map(TargetConfig::name).toList());
        targets.forEach(target ->
                passwords.add(Objects.requireNonNull(target.password()).reveal()));
        assertThat(projects).isEmpty();
    });

    @Test
    void shouldPassOnTargetsOnlyWhenTheyChange() {
        // When
        reload.look();
        yaml = TARGETS.formatted("b");
        for (int look = 0; look < 4; look++) reload.look();

        // Then
        assertThat(used).containsExactly(List.of("b"));
    }

    @Test
    void shouldNotTakeAFileThatIsJustBeingWritten() {
        // When
        String whole = TARGETS.formatted("b")
                .replace("}]", "}, {name: c, url: \"jdbc:postgresql://host/c\", user: c, password: c}]");
        yaml = TARGETS.formatted("b");
        reload.look();
        yaml = whole;
        reload.look();
        reload.look();

        // Then
        assertThat(used).containsExactly(List.of("b", "c"));
    }

    @Test
    void shouldNotTakeAChangeThatWasUndone() {
        // When
        for (String name : List.of("b", "a", "b", "a")) {
            yaml = TARGETS.formatted(name);
            reload.look();
        }

        // Then
        assertThat(used).isEmpty();
    }

    @Test
    void shouldNoticeAChangedSecret() {
        // When
        password = "new";
        reload.look();
        reload.look();

        // Then
        assertThat(passwords).containsExactly("new");
    }

    @Test
    void shouldStayAsItIsWhileTheConfigurationIsWrong() {
        // When
        yaml = "targets: [{nme: b}]";
        reload.look();
        yaml = "";
        reload.look();

        // Then
        assertThat(used).isEmpty();
        yaml = TARGETS.formatted("c");
        reload.look();
        reload.look();
        assertThat(used).containsExactly(List.of("c"));
    }

    @Test
    void shouldTakeTheTargetsAlsoWhenSomethingElseNeedsARestart() {
        // When
        yaml = TARGETS.formatted("b") + """
                neon: {api_key: napi_x}
                projects: [{project: soft-dew-1, user: neonwatch}]
                """;
        reload.look();
        reload.look();

        // Then without the projects, for which there is no client
        assertThat(used).containsExactly(List.of("b"));
    }

    private CollectorConfig read() throws ConfigException {
        return new ConfigLoader(Map.of("PASSWORD", password)).load(yaml, "test.yaml", CollectorConfig.class);
    }
}
