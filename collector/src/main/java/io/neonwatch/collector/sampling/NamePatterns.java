package io.neonwatch.collector.sampling;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which names are meant: those that one of the first patterns matches and none of the second. In a pattern {@code *}
 * stands for any characters and {@code ?} for one; capitals differ from small letters, as in PostgreSQL.
 *
 * @param include every name if left out
 * @param exclude no name if left out
 */
public record NamePatterns(
        @Nullable List<String> include, @Nullable List<String> exclude) {

    public static final NamePatterns ALL = new NamePatterns(null, null);

    public NamePatterns {
        include = include == null ? List.of("*") : List.copyOf(include);
        exclude = exclude == null ? List.of() : List.copyOf(exclude);
        if (include.isEmpty())
            throw new IllegalArgumentException(
                    "include must hold a pattern, as in \"app_*\"; leave it out for every name");
        for (String pattern : include) checked("include", pattern);
        for (String pattern : exclude) checked("exclude", pattern);
    }

    @Override
    public List<String> include() {
        return Objects.requireNonNull(include);
    }

    @Override
    public List<String> exclude() {
        return Objects.requireNonNull(exclude);
    }

    public boolean match(String name) {
        return matchAny(include(), name) && !matchAny(exclude(), name);
    }

    private static boolean matchAny(List<String> patterns, String name) {
        return patterns.stream()
                .anyMatch(pattern -> regex(pattern).matcher(name).matches());
    }

    private static Pattern regex(String pattern) {
        String regex = pattern.codePoints()
                .mapToObj(character -> switch (character) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(character));
                })
                .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    private static void checked(String key, String pattern) {
        if (pattern.isEmpty())
            throw new IllegalArgumentException(key + " must not hold an empty pattern; write \"*\" for every name");
    }
}
