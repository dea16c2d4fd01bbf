package io.neonwatch.processor.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of text with placeholders: {@code {{ value }}}, {@code {{ threshold }}}, each label's name, and
 * {@code {{ attributes.<name> }}} for what else the point said of itself.
 */
public record SummaryTemplate(String text) {

    public static final String VALUE = "value";
    public static final String THRESHOLD = "threshold";
    private static final String ATTRIBUTE_PREFIX = "attributes.";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");

    public SummaryTemplate {
        if (text.isBlank()) throw new IllegalArgumentException("summary must not be empty");
        String rest = PLACEHOLDER.matcher(text).replaceAll("");
        if (rest.contains("{{") || rest.contains("}}"))
            throw new IllegalArgumentException("summary has a {{ without its }}, or the other way round");
        if (text.contains("\n")) throw new IllegalArgumentException("summary must be one line");
    }

    /**
     * @param labels that the rule evaluates by
     * @param attributes whether the rule's expression reads single points, which have attributes
     * @throws IllegalArgumentException when a placeholder will never have a value
     */
    void check(List<String> labels, boolean attributes) {
        for (String name : placeholders()) {
            if (name.startsWith(ATTRIBUTE_PREFIX)) {
                if (!attributes)
                    throw new IllegalArgumentException("summary: {{ " + name
                            + " }} has a value with last and ratio only: a window is made of many points");
            } else if (!Set.of(VALUE, THRESHOLD).contains(name) && !labels.contains(name)) {
                throw new IllegalArgumentException("summary: {{ " + name + " }} is unknown; use value, threshold, "
                        + String.join(", ", labels) + (attributes ? " or attributes.<name>" : ""));
            }
        }
    }

    /**
     * The text with its placeholders filled in.
     *
     * @param values by name; of an attribute without the prefix
     */
    public String render(UnaryOperator<String> values, UnaryOperator<String> attributes) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            String name = match.group(1);
            String value = name.startsWith(ATTRIBUTE_PREFIX)
                    ? attributes.apply(name.substring(ATTRIBUTE_PREFIX.length()))
                    : values.apply(name);
            return Matcher.quoteReplacement(value);
        });
    }

    private List<String> placeholders() {
        List<String> names = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) names.add(matcher.group(1));
        return names;
    }
}
