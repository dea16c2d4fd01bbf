package io.neonwatch.runtime.config;

import java.util.List;
import java.util.Optional;

/** A YAML document as a tree that knows where everything stands. */
sealed interface YamlNode {

    Position position();

    /**
     * @param plain it was written without quotes
     * @param origin which placeholders made the text, for example {@code ${PORT}}; empty when it was written as it is
     */
    record Scalar(Position position, String text, boolean plain, String origin) implements YamlNode {

        boolean replaced() {
            return !origin.isEmpty();
        }

        boolean isNull() {
            return switch (text) {
                case "" -> plain || replaced();
                case "~", "null" -> plain && !replaced();
                default -> false;
            };
        }

        /** Without the text, which may be a secret. */
        @Override
        public String toString() {
            return "Scalar[" + position + "]";
        }
    }

    record Sequence(Position position, List<YamlNode> items) implements YamlNode {}

    record Mapping(Position position, List<Entry> entries) implements YamlNode {

        Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }
    }

    /** @param position of the key */
    record Entry(Position position, String key, YamlNode value) {}
}
