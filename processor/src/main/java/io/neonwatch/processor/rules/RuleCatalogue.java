package io.neonwatch.processor.rules;

import io.neonwatch.runtime.config.ConfigException;
import io.neonwatch.runtime.config.ConfigLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the rules: those that Neonwatch comes with, and the user's own. */
public final class RuleCatalogue {

    private static final String SHIPPED = "shipped.yaml";

    private RuleCatalogue() {}

    /** The rules that Neonwatch comes with. */
    public static RuleSet shipped(ConfigLoader loader) {
        return load(loader, List.of());
    }

    /**
     * The rules that Neonwatch comes with, and those of the files; a rule replaces an earlier one with its id.
     *
     * @throws ConfigException with one line, naming file, line and key, for each thing that is wrong in any file
     */
    public static RuleSet load(ConfigLoader loader, List<Path> files) {
        List<RuleEntry> entries = new ArrayList<>(
                loader.load(shippedYaml(), "rules/" + SHIPPED, RuleFile.class).rules());
        List<String> mistakes = new ArrayList<>();
        for (Path file : files) {
            try {
                entries.addAll(loader.load(file, RuleFile.class).rules());
            } catch (ConfigException e) {
                mistakes.add(String.valueOf(e.getMessage()));
            }
        }
        if (!mistakes.isEmpty()) throw new ConfigException(mistakes.stream().collect(Collectors.joining("\n")));
        return RuleSet.of(entries.stream().map(RuleEntry::toRule).toList());
    }

    private static String shippedYaml() {
        try (InputStream stream = RuleCatalogue.class.getResourceAsStream(SHIPPED)) {
            if (stream == null) throw new IllegalStateException("the program lacks its file of rules, " + SHIPPED);
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
