package io.neonwatch.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * A topic that is there already and is not as the catalogue wants it. It works, perhaps less well; it is left alone.
 *
 * @param setting {@code partitions} or a setting of Kafka's, such as {@code cleanup.policy}
 */
public record TopicMismatch(String topic, String setting, String expected, String actual) {

    private static final String PARTITIONS = "partitions";

    boolean isOfPartitions() {
        return setting.equals(PARTITIONS);
    }

    /**
     * @param actualSettings the topic's settings, or null when they may not be read
     */
    static List<TopicMismatch> of(Topic<?> topic, int actualPartitions, @Nullable Map<String, String> actualSettings) {
        List<TopicMismatch> mismatches = new ArrayList<>();
        // More partitions do no harm: keys are spread over them all the same.
        if (actualPartitions < topic.partitions())
            mismatches.add(new TopicMismatch(
                    topic.name(), PARTITIONS, String.valueOf(topic.partitions()), String.valueOf(actualPartitions)));
        String expected = topic.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
        String actual = actualSettings == null
                ? "unknown: not allowed to read it"
                : actualSettings.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "");
        if (!Set.of(expected).equals(Set.copyOf(Arrays.asList(actual.split(",", -1)))))
            mismatches.add(new TopicMismatch(topic.name(), TopicConfig.CLEANUP_POLICY_CONFIG, expected, actual));
        return mismatches;
    }
}
