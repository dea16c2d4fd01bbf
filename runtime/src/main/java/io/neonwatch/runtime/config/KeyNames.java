package io.neonwatch.runtime.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Java's names as they are written in YAML. */
final class KeyNames {

    private static final Pattern WORD_BORDER = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private KeyNames() {}

    /** {@code webhookUrl} as {@code webhook_url}, and {@code for_} as {@code for}, which Java keeps for itself. */
    static String snakeCase(String name) {
        String snake = WORD_BORDER.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
        return snake.endsWith("_") ? snake.substring(0, snake.length() - 1) : snake;
    }

    /** {@code DRY_RUN} as {@code dry_run}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
