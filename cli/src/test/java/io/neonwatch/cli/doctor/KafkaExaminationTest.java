package io.neonwatch.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.runtime.doctor.Finding;
import io.neonwatch.runtime.doctor.Verdict;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.TopicSurvey;
import io.neonwatch.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Of rights, which need a cluster with an authorizer; the rest is in {@link DoctorIT}. */
class KafkaExaminationTest {

    private final KafkaExamination examination = new KafkaExamination(
            new KafkaConfig("broker:9092"), new TopicUse(Set.of(Topics.METRICS), Set.of(Topics.ALERTS)));

    @Test
    void shouldMissTheRightsToReadAndWrite() {
        // When
        List<Finding> findings = examination.findings(survey(
                true, List.of(), Map.of("neonwatch.metrics", Set.of("DESCRIBE"), "neonwatch.alerts", Set.of("READ"))));

        // Then
        assertThat(findings)
                .filteredOn(finding -> finding.verdict() == Verdict.FAILURE)
                .extracting(Finding::message)
                .containsExactlyInAnyOrder("no right READ on neonwatch.metrics", "no right WRITE on neonwatch.alerts");
    }

    @Test
    void shouldMissTopicsOnlyWhereTheyCannotBeCreated() {
        assertThat(verdictOfTopics(true)).isEqualTo(Verdict.NOTE);
        assertThat(verdictOfTopics(false)).isEqualTo(Verdict.FAILURE);
    }

    private Verdict verdictOfTopics(boolean mayCreate) {
        return examination.findings(survey(mayCreate, List.of("neonwatch.alerts"), Map.of())).stream()
                .filter(finding -> finding.check().equals("topics"))
                .map(Finding::verdict)
                .findFirst()
                .orElseThrow();
    }

    private static TopicSurvey survey(boolean mayCreate, List<String> missing, Map<String, Set<String>> rights) {
        return new TopicSurvey(3, mayCreate, missing, List.of(), Map.copyOf(rights));
    }
}
