package io.neonwatch.runtime.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a text that is not YAML. The parser's own words are not shown: they may quote a secret. */
final class YamlSyntax {

    private static final Map<String, String> EXPLANATIONS = new LinkedHashMap<>();

    static {
        EXPLANATIONS.put(
                "mapping values are not allowed here",
                "a colon is not allowed here; put a value that contains \": \" in quotes, and check the indentation");
        EXPLANATIONS.put(
                "found character '\\t", "a tab is not allowed here; indent with spaces, and put other tabs in quotes");
        EXPLANATIONS.put("found character", "a value cannot begin with this character; put the value in quotes");
        EXPLANATIONS.put("could not find expected ':'", "a key without a colon; write it as \"key: value\"");
        EXPLANATIONS.put(
                "expected ',' or", "not closed, or not separated by commas; inside [ ] and { } put ${...} in quotes");
        EXPLANATIONS.put(
                "expected <block end>", "the indentation or the quotes are wrong; compare with the lines above");
        EXPLANATIONS.put("found unexpected end of stream", "a quote is not closed; close it where the value ends");
        EXPLANATIONS.put("found unknown escape", "an unknown escape; write \\\\ for a backslash, or use single quotes");
        EXPLANATIONS.put("expected the node content", "a value is missing; write it after the colon or the dash");
        EXPLANATIONS.put("sequence entries are not allowed here", "a list item is not allowed here; start a new line");
    }

    private YamlSyntax() {}

    static String explain(@Nullable String problem) {
        String found = String.valueOf(problem);
        return EXPLANATIONS.entrySet().stream()
                .filter(explanation -> found.startsWith(explanation.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("not valid YAML; check quotes, colons and indentation here");
    }
}
