package io.neonwatch.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a valid file, it is bound or refused, and no message shows a secret. */
class ConfigFuzzTest {

    private static final List<String> SECRETS = List.of("hunter2abc", "tr0ub4dor", "k3yk3yk3y", "h00kh00k");
    private static final String VALID = """
            name: orders
            mode: dry_run
            threshold: 500ms
            port: 5432
            ratio: 0.75
            enabled: true
            webhook_url: "https://hooks.example.com/h00kh00k"
            api_key: k3yk3yk3y
            password: ${PASSWORD}
            targets:
              - {name: a, url: "jdbc:postgresql://db:5432/a", user: u, password: hunter2abc, weight: 1}
              - name: b
                url: jdbc:postgresql://db/b
                weight: 2
                user: v
                password: "hunter2abc"
            tags: [x, "y"]
            properties:
              sasl.jaas.config: 'login "hunter2abc";'
            intervals: {fast: 1s, slow: 7d}
            retry: {initial: 1s, max_wait: 2h}
            """;
    private static final String SNIPPETS = ":{}[]\"'|>-?,&*!%@`#$\\ \n\t~0a\u0000\u0085\uFFFE";

    private final ConfigLoader loader = new ConfigLoader(Map.of("PASSWORD", "tr0ub4dor"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldBindOrRefuseAnything(long seed) {
        // Given
        Random random = new Random(seed);

        for (int round = 0; round < 500; round++) {
            // When
            String mutated = VALID;
            for (int step = random.nextInt(3); step >= 0; step--) mutated = mutate(mutated, random);
            String message = messageOrEmpty(mutated);

            // Then
            assertThat(message).as(mutated).doesNotContain(SECRETS);
        }
    }

    private String messageOrEmpty(String yaml) {
        try {
            loader.load(yaml, "fuzz.yaml", SampleConfig.class);
            return "";
        } catch (ConfigException e) {
            assertThat(e).hasNoCause();
            String message = String.valueOf(e.getMessage());
            assertThat(message.lines()).allMatch(line -> line.matches("fuzz\\.yaml:\\d+:\\d+: .+"));
            return message;
        }
    }

    private static String mutate(String text, Random random) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(6));
        char snippet = SNIPPETS.charAt(random.nextInt(SNIPPETS.length()));
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, at) + snippet + text.substring(at);
            case 1 -> text.substring(0, at) + text.substring(end);
            case 2 -> text.substring(0, at) + snippet + text.substring(end);
            case 3 -> text.substring(0, end) + text.substring(at);
            default -> withoutOneLine(text, random);
        };
    }

    private static String withoutOneLine(String text, Random random) {
        List<String> lines = Arrays.asList(text.split("\n", -1));
        int left = random.nextInt(lines.size());
        return lines.stream().filter(line -> !line.equals(lines.get(left))).collect(Collectors.joining("\n"));
    }
}
