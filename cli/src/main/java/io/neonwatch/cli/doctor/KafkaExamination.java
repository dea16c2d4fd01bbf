package io.neonwatch.cli.doctor;

import io.neonwatch.runtime.doctor.Examination;
import io.neonwatch.runtime.doctor.Finding;
import io.neonwatch.runtime.doctor.Verdict;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topic;
import io.neonwatch.topic.TopicException;
import io.neonwatch.topic.TopicMismatch;
import io.neonwatch.topic.TopicSurvey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether Kafka answers, has the topics as the catalogue wants them, and lets us read and write them. */
final class KafkaExamination implements Examination {

    private final KafkaConfig kafka;
    private final TopicUse use;

    KafkaExamination(KafkaConfig kafka, TopicUse use) {
        this.kafka = kafka;
        this.use = use;
    }

    @Override
    public Finding.Part part() {
        return Finding.Part.KAFKA;
    }

    @Override
    public String subject() {
        return String.join(",", kafka.bootstrapServers());
    }

    @Override
    public List<Finding> examine() throws InterruptedException {
        try {
            return findings(TopicSurvey.of(kafka, use.all()));
        } catch (TopicException e) {
            return List.of(finding(Verdict.FAILURE, "reachable", String.valueOf(e.getMessage()))
                    .remedy("Check kafka.bootstrap_servers and kafka.properties, and that the brokers run"));
        }
    }

    List<Finding> findings(TopicSurvey survey) {
        List<Finding> findings = new ArrayList<>();
        findings.add(finding(Verdict.OK, "reachable", survey.brokers() + " brokers"));
        if (!survey.missing().isEmpty()) findings.add(missing(survey));
        for (TopicMismatch mismatch : survey.mismatches())
            findings.add(finding(
                            Verdict.WARNING,
                            "topic " + mismatch.topic(),
                            mismatch.setting() + " is " + mismatch.actual() + ", and should be " + mismatch.expected())
                    .remedy("Alter the topic, with kafka-configs or kafka-topics"));
        rights(survey, use.writes(), "WRITE", findings);
        rights(survey, use.reads(), "READ", findings);
        if (findings.stream().noneMatch(finding -> finding.verdict().isBad())
                && survey.missing().isEmpty())
            findings.add(finding(Verdict.OK, "topics", use.all().size() + " topics, as they should be"));
        return findings;
    }

    private Finding missing(TopicSurvey survey) {
        String names = String.join(", ", survey.missing());
        return survey.mayCreate()
                ? finding(Verdict.NOTE, "topics", "not there yet, and created at the start: " + names)
                : finding(Verdict.FAILURE, "topics", "not there or not to be seen, and not to be created: " + names)
                        .remedy("Allow this user to create and describe neonwatch.*, or let an administrator run"
                                + " neonwatch topics create");
    }

    private void rights(TopicSurvey survey, Set<Topic<?>> topics, String right, List<Finding> findings) {
        for (Topic<?> topic : topics) {
            Set<String> allowed = survey.rights().get(topic.name());
            if (allowed == null || allowed.isEmpty() || allowed.contains(right)) continue;
            findings.add(finding(Verdict.FAILURE, "rights", "no right " + right + " on " + topic.name())
                    .remedy("Allow it to this user, with kafka-acls"));
        }
    }
}
