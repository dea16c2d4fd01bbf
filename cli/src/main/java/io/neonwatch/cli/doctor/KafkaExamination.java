package io.neonwatch.cli.doctor;

import io.neonwatch.runtime.doctor.Examination;
import io.neonwatch.runtime.doctor.Finding;
import io.neonwatch.runtime.doctor.Verdict;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.TopicException;
import io.neonwatch.topic.TopicMismatch;
import io.neonwatch.topic.TopicSurvey;
import java.util.ArrayList;
import java.util.List;

/** Whether Kafka answers, has the topics as the catalogue wants them, and lets us do what the services do. */
final class KafkaExamination implements Examination {

    private final KafkaConfig kafka;
    private final TopicUse use;
    private final ClientUse clients;
    private final KafkaRights rights;

    KafkaExamination(KafkaConfig kafka, TopicUse use, ClientUse clients) {
        this.kafka = kafka;
        this.use = use;
        this.clients = clients;
        this.rights = new KafkaRights(this, new AclCommand(kafka));
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
            List<Finding> findings = findings(TopicSurvey.of(kafka, use.all()));
            if (!clients.isEmpty()) findings.addAll(rights.clients(clients.survey(kafka), clients));
            return findings;
        } catch (TopicException e) {
            return List.of(finding(Verdict.FAILURE, "reachable", String.valueOf(e.getMessage()))
                    .remedy("Check kafka.bootstrap_servers and kafka.properties, and that the brokers run"));
        }
    }

    List<Finding> findings(TopicSurvey survey) {
        List<Finding> findings = new ArrayList<>();
        findings.add(finding(Verdict.OK, "reachable", survey.brokers() + " brokers"));
        findings.addAll(rights.creation(survey));
        for (TopicMismatch mismatch : survey.mismatches())
            findings.add(finding(
                            Verdict.WARNING,
                            "topic " + mismatch.topic(),
                            mismatch.setting() + " is " + mismatch.actual() + ", and should be " + mismatch.expected())
                    .remedy("Alter the topic, with kafka-configs or kafka-topics"));
        findings.addAll(rights.settings(survey));
        findings.addAll(rights.topics(survey, use.writes(), "WRITE"));
        findings.addAll(rights.topics(survey, use.reads(), "READ"));
        if (findings.stream().noneMatch(finding -> finding.verdict().isBad())
                && survey.missing().isEmpty())
            findings.add(finding(
                    Verdict.OK,
                    "topics",
                    use.all().size() + " topics, as they should be"
                            + (survey.unreadable().isEmpty() ? "" : " as far as can be seen")));
        return findings;
    }
}
