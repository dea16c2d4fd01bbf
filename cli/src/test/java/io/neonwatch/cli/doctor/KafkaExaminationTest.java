package io.neonwatch.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.runtime.doctor.Finding;
import io.neonwatch.runtime.doctor.Verdict;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Right;
import io.neonwatch.topic.TopicSurvey;
import io.neonwatch.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is made of what a cluster says; that it says so is in {@link KafkaRightsIT} and {@link DoctorIT}. */
class KafkaExaminationTest {

    private final KafkaExamination examination = new KafkaExamination(
            new KafkaConfig("broker:9092"),
            new TopicUse(Set.of(Topics.METRICS), Set.of(Topics.ALERTS)),
            new ClientUse(Set.of(), List.of(), List.of()));

    @Test
    void shouldMissTheRightsToReadAndWrite() {
        // When
        List<Finding> findings = examination.findings(
                survey(Map.of(), Map.of("neonwatch.metrics", Set.of("DESCRIBE"), "neonwatch.alerts", Set.of("READ"))));

        // Then
        assertThat(findings)
                .filteredOn(finding -> finding.verdict() == Verdict.FAILURE)
                .extracting(Finding::message)
                .containsExactlyInAnyOrder(
                        "no right READ on the topics neonwatch.metrics",
                        "no right WRITE on the topics neonwatch.alerts");
    }

    @Test
    void shouldMissTopicsOnlyWhereTheyCannotBeCreated() {
        assertThat(verdictOfTopics(new Right.Granted())).isEqualTo(Verdict.NOTE);
        assertThat(verdictOfTopics(new Right.Refused())).isEqualTo(Verdict.FAILURE);
        assertThat(verdictOfTopics(new Right.Unknown("no brokers"))).isEqualTo(Verdict.FAILURE);
    }

    private Verdict verdictOfTopics(Right creation) {
        return examination.findings(survey(Map.of("neonwatch.alerts", creation), Map.of())).stream()
                .filter(finding -> finding.check().equals("topics"))
                .map(Finding::verdict)
                .findFirst()
                .orElseThrow();
    }

    private static TopicSurvey survey(Map<String, Right> missing, Map<String, Set<String>> rights) {
        return new TopicSurvey(3, missing, List.of(), List.of(), Map.copyOf(rights));
    }
}
