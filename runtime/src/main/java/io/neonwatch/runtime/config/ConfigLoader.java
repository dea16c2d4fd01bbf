package io.neonwatch.runtime.config;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads YAML into records, strictly. A record's components are the keys, in snake case, with an underscore at the end
 * where Java keeps the word for itself; those not marked {@code @Nullable}
 * must be given; a compact constructor refuses a value with an {@link IllegalArgumentException}. Components may be
 * records, enums, lists, sets and maps of them, text, numbers, booleans, durations, URLs, {@link Path paths} (relative
 * to the file's directory), {@link Secret} and {@link Unread}.
 */
public final class ConfigLoader {

    private final Map<String, String> environment;

    /** @param environment where <code>${VAR}</code> is looked up */
    public ConfigLoader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** @throws ConfigException with one line for each thing that is wrong, or saying why the file cannot be read */
    public <T> T load(Path file, Class<T> type) {
        Path parent = file.toAbsolutePath().getParent();
        return load(read(file), file.toString(), parent == null ? file.toAbsolutePath() : parent, type);
    }

    /**
     * @param sourceName what to call it in messages
     * @throws ConfigException with one line for each thing that is wrong
     */
    public <T> T load(String yaml, String sourceName, Class<T> type) {
        return load(yaml, sourceName, Path.of(""), type);
    }

    private static String read(Path file) {
        try {
            return TextFile.read(file);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(file + ": the configuration file " + e.getMessage());
        }
    }

    private <T> T load(String yaml, String sourceName, Path directory, Class<T> type) {
        try {
            YamlNode root = YamlReader.read(sourceName, yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml);
            DuplicateKeys.refuse(root);
            Object bound =
                    new Binder(new Placeholders(environment, directory), directory).bind(root, type, KeyPath.ROOT);
            if (bound != null) return type.cast(bound);
            throw new BindingFailure(root.position(), KeyPath.ROOT, "there is no value; write keys and values");
        } catch (BindingFailure e) {
            throw new ConfigException(message(e.problems()));
        }
    }

    private static String message(List<Problem> problems) {
        return problems.stream()
                .sorted(Comparator.comparing(Problem::position))
                .map(Problem::toString)
                .distinct()
                .collect(Collectors.joining("\n"));
    }
}
