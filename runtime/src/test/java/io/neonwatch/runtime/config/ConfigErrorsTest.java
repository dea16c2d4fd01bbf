package io.neonwatch.runtime.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigErrorsTest {

    private static final String KNOWN = "(known: name, mode, threshold, port, ratio, bytes, replicas, enabled, "
            + "webhook_url, rules_file, api_key, password, targets, tags, properties, intervals, retry, other)";
    private static final String KNOWN_TARGET = "(known: name, url, user, password, weight)";
    private static final String TARGET = "name: x\ntargets:\n  - name: a\n    url: jdbc:postgresql://db/a\n";

    private final ConfigLoader loader =
            new ConfigLoader(Map.of("WORD", "s3cr3t", "NUMBER", "7", "SHAPE", "[a, b]", "EMPTY", ""));

    static Stream<Arguments> keys() {
        return Stream.of(
                arguments("name: x\nprot: 1", "2:1: prot: unknown key; did you mean \"port\"? " + KNOWN),
                arguments(
                        "name: x\nwebhookUrl: a:b",
                        "2:1: webhookUrl: unknown key; did you mean \"webhook_url\"? " + KNOWN),
                arguments("name: x\napi-key: a", "2:1: api-key: unknown key; did you mean \"api_key\"? " + KNOWN),
                arguments("name: x\nzebra: 1", "2:1: zebra: unknown key; remove it or correct its name " + KNOWN),
                arguments("name: x\n\"s3 cr3t\": 1", "2:1: (key): unknown key; remove it or correct its name " + KNOWN),
                arguments("{name: x, s3cr3t}", "1:11: (key): unknown key; remove it or correct its name " + KNOWN),
                arguments("{name: x, passwd}", "1:11: passwd: unknown key; did you mean \"password\"? " + KNOWN),
                arguments(
                        TARGET + "    weight: 1\n    pasword: s3cr3t",
                        "6:5: targets[0].pasword: unknown key; did you mean \"password\"? " + KNOWN_TARGET),
                arguments(
                        "name: x\nport: 1\nname: y",
                        "3:1: name: duplicate key; it is given in line 1 already, keep one"),
                arguments(
                        "name: x\nproperties: {a: 1, \"a\": 2}",
                        "2:20: properties.a: duplicate key; it is given in line 2 already, keep one"),
                arguments("port: 1", "1:1: name: is missing; add this key"),
                arguments("\n\n# nothing\nport: 1", "4:1: name: is missing; add this key"),
                arguments("name:\nport: 1", "1:1: name: has no value; write one"),
                arguments("name: null", "1:1: name: has no value; write one"),
                arguments("name: ${EMPTY}", "1:1: name: has no value; write one"),
                arguments(TARGET, "3:5: targets[0].weight: is missing; add this key"),
                arguments("name: x\nretry:\n  initial: 1s", "3:3: retry.max_wait: is missing; add this key"),
                arguments(
                        "name: x\nretry: {}",
                        "2:8: retry.initial: is missing; add this key\n"
                                + "test.yaml:2:8: retry.max_wait: is missing; add this key"));
    }

    static Stream<Arguments> values() {
        String whole = "must be a whole number, without quotes, leading zeros or unit";
        return Stream.of(
                arguments("port: high", "2:7: port: " + whole),
                arguments("port: \"80\"", "2:7: port: " + whole),
                arguments("port: 080", "2:7: port: " + whole),
                arguments("port: 8.0", "2:7: port: " + whole),
                arguments("port: 0x10", "2:7: port: " + whole),
                arguments("port: true", "2:7: port: " + whole),
                arguments("port: ${WORD}", "2:7: port: " + whole + " (after replacing ${WORD})"),
                arguments("port: 3000000000", "2:7: port: must be a whole number from -2147483648 to 2147483647"),
                arguments("replicas: 40000", "2:11: replicas: must be a whole number from -32768 to 32767"),
                arguments("port: [1]", "2:7: port: must be a single value, not a list or a group of keys"),
                arguments("port: {a: 1}", "2:7: port: must be a single value, not a list or a group of keys"),
                arguments("ratio: most", "2:8: ratio: must be a number such as 0.75, without quotes or unit"),
                arguments("ratio: .nan", "2:8: ratio: must be a number such as 0.75, without quotes or unit"),
                arguments("ratio: 1e999", "2:8: ratio: must be a smaller number"),
                arguments("enabled: yes", "2:10: enabled: must be true or false, without quotes"),
                arguments("enabled: 'true'", "2:10: enabled: must be true or false, without quotes"),
                arguments("mode: DRY_RUN", "2:7: mode: must be one of off, dry_run"),
                arguments("mode: auto", "2:7: mode: must be one of off, dry_run"),
                arguments("threshold: -1s", "2:12: threshold: must not be negative; write for example 30s"),
                arguments("threshold: 30", "2:12: threshold: needs a unit; write ms, s, m, h or d after the number"),
                arguments(
                        "threshold: soon",
                        "2:12: threshold: must be a duration; write for example 500ms, 1s, 5m, 2h or 7d"),
                arguments(
                        "threshold: 1.5h",
                        "2:12: threshold: must be a duration; write for example 500ms, 1s, 5m, 2h or 7d"),
                arguments(
                        "webhook_url: s3cr3t",
                        "2:14: webhook_url: must be a URL with its scheme, such as http://host:8080/path"),
                arguments(
                        "webhook_url: http://s3cr3t s3cr3t",
                        "2:14: webhook_url: must be a URL with its scheme, such as http://host:8080/path"),
                arguments("rules_file: \"a\\0b\"", "2:13: rules_file: must be the path of a file"),
                arguments("tags: a", "2:7: tags: must be a list; write each item after \"- \", or [a, b]"),
                arguments("tags: ${SHAPE}", "2:7: tags: must be a list; write each item after \"- \", or [a, b]"),
                arguments("tags: [a, [b]]", "2:11: tags[1]: must be a single value, not a list or a group of keys"),
                arguments("tags: [a, ~]", "2:11: tags[1]: has no value; write one, or remove it"),
                arguments("tags:\n  - a\n  -\n", "4:4: tags[1]: has no value; write one, or remove it"),
                arguments("properties: [a]", "2:13: properties: must be a group of keys, each with a value"),
                arguments("properties: {a: }", "2:14: properties.a: has no value; write one, or remove it"),
                arguments(
                        "intervals: {fast: 1}",
                        "2:19: intervals.fast: needs a unit; write ms, s, m, h or d after the number"),
                arguments("retry: often", "2:8: retry: must be a group of keys (known: initial, max_wait, for)"),
                arguments("targets: {}", "2:10: targets: must be a list; write each item after \"- \", or [a, b]"),
                arguments("targets: [a]", "2:11: targets[0]: must be a group of keys " + KNOWN_TARGET),
                arguments(
                        "retry: {initial: 2s, max_wait: 1s}",
                        "2:22: retry.max_wait: maxWait must not be less than initial"),
                arguments("retry: {initial: 2s, max_wait: 3s, for: 0s}", "2:36: retry.for: for must not be zero"),
                arguments(
                        "targets: [{name: a, url: a:b, weight: -1}]",
                        "2:31: targets[0].weight: weight must not be negative"),
                arguments(
                        "targets: [{name: a, url: a:b, weight: 1, user: s3cr3t}]",
                        "2:11: targets[0]: give user a password"),
                arguments(
                        "targets: [{name: a, url: a:b, weight: 1, user: s3cr3t, password: s3cr3t}]",
                        "2:56: targets[0].password: password *** must not be the user's name"));
    }

    static Stream<Arguments> placeholders() {
        String notVariable = "not a variable between ${ and }; write ${NAME}, ${NAME:-default}, ${file:/path}, "
                + "or $${ for ${ itself";
        return Stream.of(
                arguments(
                        "password: a${NOT_SET}b",
                        "2:11: password: the environment variable NOT_SET is not set; set it, or write "
                                + "${NOT_SET:-default} in this place"),
                arguments("password: ${NUMBER", "2:11: password: ${ is not closed; add }, or write $${ for ${ itself"),
                arguments("password: ${}", "2:11: password: " + notVariable),
                arguments("password: ${s3 cr3t}", "2:11: password: " + notVariable),
                arguments("password: ${1:-a}", "2:11: password: " + notVariable),
                arguments(
                        "password: ${file:/no/such/file}",
                        "2:11: password: the file /no/such/file does not exist; create it, or correct the path"),
                arguments("password: ${file:/}", "2:11: password: the file / is a directory; name a file in it"),
                arguments(
                        "password: ${file:/dev/zero}",
                        "2:11: password: the file /dev/zero is larger than 1 MiB; name a smaller file"),
                arguments(
                        "password: \"${file:a\\0}\"",
                        "2:11: password: the path in ${file:...} is not one; correct it"));
    }

    static Stream<Arguments> syntax() {
        return Stream.of(
                arguments("", "1:1: the file is empty; write the configuration as keys and values"),
                arguments("# nothing\n---\n", "1:1: the file is empty; write the configuration as keys and values"),
                arguments("s3cr3t", "1:1: must be a group of keys " + KNOWN),
                arguments("- name: x", "1:1: must be a group of keys " + KNOWN),
                arguments("name: x\n---\nname: y", "2:1: a second document begins here; keep one document in the file"),
                arguments(
                        "name: x\npassword: s3cr3t: y",
                        "2:17: a colon is not allowed here; put a value that contains \": \" in quotes, "
                                + "and check the indentation"),
                arguments(
                        "name: x\n\tport: 1",
                        "2:1: a tab is not allowed here; indent with spaces, and put other tabs in quotes"),
                arguments(
                        "name: x\npassword: @s3cr3t",
                        "2:11: a value cannot begin with this character; put the value in quotes"),
                arguments(
                        "name: x\npassword: *s3cr3t",
                        "2:11: YAML aliases are not supported; write the value out, in quotes if it begins with *"),
                arguments(
                        "name: x\npassword: &s3cr3t",
                        "2:11: YAML anchors are not supported; put a value that begins with & in quotes"),
                arguments(
                        "name: x\npassword: !s3cr3t",
                        "2:11: YAML tags are not supported; put a value that begins with ! in quotes"),
                arguments(
                        "name: x\npassword: !a!s3cr3t",
                        "2:11: not valid YAML; check quotes, colons and indentation here"),
                arguments(
                        "name: !!str x", "1:7: YAML tags are not supported; put a value that begins with ! in quotes"),
                arguments("name: x\n? [a]\n: b", "2:3: a key must be one word, followed by a colon"),
                arguments("name: x\n~: b", "2:1: a key must be one word, followed by a colon"),
                arguments(
                        "{name: x, password: ${WORD}}",
                        "1:22: not closed, or not separated by commas; inside [ ] and { } put ${...} in quotes"),
                arguments("name: x\npassword: \"s3cr3t", "2:18: a quote is not closed; close it where the value ends"),
                arguments(
                        "name: \"a\u0007b\"",
                        "1:9: a character that YAML does not allow; remove it or write it as \"\\u....\""),
                arguments("name: " + "[".repeat(40) + "]".repeat(40), "1:37: nested too deeply; keep to 30 levels"));
    }

    @ParameterizedTest
    @MethodSource({"keys", "syntax"})
    void shouldRefuse(String yaml, String message) {
        assertThatThrownBy(() -> load(yaml)).isInstanceOf(ConfigException.class).hasMessage("test.yaml:" + message);
    }

    @ParameterizedTest
    @MethodSource({"values", "placeholders"})
    void shouldRefuseValue(String yaml, String message) {
        assertThatThrownBy(() -> load("name: x\n" + yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessage("test.yaml:" + message)
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void shouldReportEverythingAtOnceInTheOrderOfTheFile() {
        // Given
        String yaml = """
                prot: 1
                targets:
                  - {name: a, weight: -1}
                  - {url: "x y", weight: one}
                password: ${NOT_SET}
                """;

        // When // Then
        assertThatThrownBy(() -> load(yaml)).hasMessage("""
                        test.yaml:1:1: prot: unknown key; did you mean "port"? %s
                        test.yaml:1:1: name: is missing; add this key
                        test.yaml:3:5: targets[0].url: is missing; add this key
                        test.yaml:4:5: targets[1].name: is missing; add this key
                        test.yaml:4:11: targets[1].url: must be a URL with its scheme, such as http://host:8080/path
                        test.yaml:4:26: targets[1].weight: must be a whole number, without quotes, leading zeros or unit
                        test.yaml:5:11: password: the environment variable NOT_SET is not set; set it, or write \
                        ${NOT_SET:-default} in this place""".formatted(KNOWN));
    }

    private SampleConfig load(String yaml) {
        return loader.load(yaml, "test.yaml", SampleConfig.class);
    }
}
