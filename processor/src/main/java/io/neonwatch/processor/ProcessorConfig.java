package io.neonwatch.processor;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The processor, under the key {@code processor}.
 *
 * @param applicationId names its consumer group, its transactions and its changelog topics; instances that share it
 *     share the work; {@code neonwatch-processor} if left out
 * @param stateDirectory for what Kafka Streams keeps on disk; below {@code .local/state} of the user's home if left out
 * @param rules files of rules, added to the shipped ones
 */
public record ProcessorConfig(
        @Nullable String applicationId,
        @Nullable Path stateDirectory,
        @Nullable List<Path> rules) {

    private static final String APPLICATION_ID = "neonwatch-processor";

    public ProcessorConfig {
        applicationId = Objects.requireNonNullElse(applicationId, APPLICATION_ID);
        if (!applicationId.matches("[A-Za-z0-9._-]{1,100}"))
            throw new IllegalArgumentException(
                    "application_id must be made of letters, digits, dots, underscores and hyphens, at most 100");
        stateDirectory = Objects.requireNonNullElseGet(
                stateDirectory, () -> Path.of(System.getProperty("user.home"), ".local/state/neonwatch/processor"));
        rules = List.copyOf(Objects.requireNonNullElse(rules, List.of()));
    }

    /** As if the section were empty. */
    public ProcessorConfig() {
        this(null, null, null);
    }
}
