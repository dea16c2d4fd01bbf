package io.neonwatch.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.topic.KafkaConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AclCommandTest {

    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required";

    @Test
    void shouldNameTheUserThatLogsInAndNotThePassword() {
        // When
        String sentence = command(Map.of(
                        "sasl.mechanism",
                        "SCRAM-SHA-512",
                        "sasl.jaas.config",
                        SCRAM + " username=\"the watch's\" password=\"correct-horse\";"))
                .allow("--group", List.of("neonwatch-processor"), "Read");

        // Then
        assertThat(sentence)
                .endsWith("kafka-acls.sh --bootstrap-server k1:9092,k2:9092 --command-config admin.properties --add"
                        + " --allow-principal 'User:the watch'\\''s' --operation Read --group neonwatch-processor")
                .doesNotContain("horse");
    }

    @Test
    void shouldLeaveOpenWhomTheClusterAloneKnows() {
        for (Map<String, String> properties : List.of(
                Map.<String, String>of("security.protocol", "SSL"),
                Map.of("sasl.mechanism", "OAUTHBEARER", "sasl.jaas.config", "Login required username=\"x\";"),
                Map.of(
                        "sasl.mechanism",
                        "SCRAM-SHA-256",
                        "sasl.jaas.config",
                        SCRAM + " username=\"token\" password=\"x\" tokenauth=\"true\";")))
            assertThat(command(properties).allow("--group", List.of("neonwatch-processor"), "Read"))
                    .contains("the name that the cluster knows this user by")
                    .contains("User:NAME");
    }

    private static AclCommand command(Map<String, String> properties) {
        return new AclCommand(new KafkaConfig(List.of("k1:9092", "k2:9092"), properties, null));
    }
}
