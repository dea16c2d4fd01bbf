package io.neonwatch.cli.doctor;

import io.neonwatch.runtime.doctor.Examination;
import io.neonwatch.runtime.doctor.Finding;
import io.neonwatch.runtime.doctor.Verdict;
import io.neonwatch.topic.ClientSurvey;
import io.neonwatch.topic.Right;
import io.neonwatch.topic.Topic;
import io.neonwatch.topic.TopicSurvey;
import io.neonwatch.topic.TransactionalIds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a cluster that knows rights says of ours, and the commands that give what is missing. */
final class KafkaRights {

    private final Examination examination;
    private final AclCommand command;

    KafkaRights(Examination examination, AclCommand command) {
        this.examination = examination;
        this.command = command;
    }

    /** To create topics that are missing. */
    List<Finding> creation(TopicSurvey survey) {
        List<Finding> findings = new ArrayList<>();
        List<String> created = names(survey.missing(), Right.Granted.class::isInstance);
        if (!created.isEmpty())
            findings.add(examination.finding(
                    Verdict.NOTE, "topics", "not there yet, and created at the start: " + String.join(", ", created)));
        List<String> refused = names(survey.missing(), Right.Refused.class::isInstance);
        if (!refused.isEmpty())
            findings.add(examination
                    .finding(
                            Verdict.FAILURE,
                            "topics",
                            "not there or not to be seen, and not to be created: " + String.join(", ", refused))
                    .remedy("Let an administrator run neonwatch topics create, or give this user the rights to. "
                            + command.allowPrefixed(
                                    "--topic", List.of("neonwatch."), "Create", "Describe", "Read", "Write")));
        survey.missing().values().stream()
                .flatMap(right -> right instanceof Right.Unknown(String reason) ? Stream.of(reason) : Stream.empty())
                .findFirst()
                .ifPresent(reason -> findings.add(examination
                        .finding(Verdict.FAILURE, "topics", reason)
                        .remedy("Without its topics nothing is written")));
        return findings;
    }

    /** To read or write topics that are there. */
    List<Finding> topics(TopicSurvey survey, Collection<Topic<?>> topics, String right) {
        List<String> lacking = topics.stream()
                .map(Topic::name)
                .filter(name -> lacks(survey.rights().get(name), right))
                .toList();
        if (lacking.isEmpty()) return List.of();
        String operation = right.charAt(0) + right.substring(1).toLowerCase(Locale.ROOT);
        return List.of(failure(
                "no right " + right + " on the topics " + String.join(", ", lacking),
                command.allow("--topic", lacking, operation)));
    }

    private static boolean lacks(@Nullable Set<String> allowed, String right) {
        return allowed != null && !allowed.isEmpty() && !allowed.contains(right);
    }

    /** To read the settings of topics, which nothing but this examination needs. */
    List<Finding> settings(TopicSurvey survey) {
        List<String> topics = survey.unreadable();
        if (topics.isEmpty()) return List.of();
        return List.of(examination
                .finding(
                        Verdict.NOTE,
                        "settings",
                        "whether topics are cleaned up as they should be cannot be seen without the right"
                                + " DESCRIBE_CONFIGS on them")
                .remedy(command.allow("--topic", topics, "DescribeConfigs")));
    }

    /** To be in groups, to write in transactions, and to topics that are not of the catalogue. */
    List<Finding> clients(ClientSurvey survey, ClientUse use) {
        List<Finding> findings = new ArrayList<>();
        List<String> groups = names(survey.groups(), Right.Refused.class::isInstance);
        if (!groups.isEmpty())
            findings.add(failure(
                    "no right READ on the consumer groups " + String.join(", ", groups),
                    command.allow("--group", groups, "Read")));
        List<String> ids = names(survey.transactionalIds(), Right.Refused.class::isInstance);
        List<String> prefixes = use.transactionalIds().stream()
                .filter(each -> ids.contains(each.one()))
                .map(TransactionalIds::prefix)
                .sorted()
                .toList();
        if (!ids.isEmpty())
            findings.add(failure(
                    "no right WRITE on transactional ids that begin with " + String.join(", ", prefixes) + " (tried: "
                            + String.join(", ", ids) + ")",
                    command.allowPrefixed("--transactional-id", prefixes, "Write", "Describe")));
        List<String> topics = names(survey.topics(), Right.Refused.class::isInstance);
        if (!topics.isEmpty())
            findings.add(failure(
                    "not all of the rights CREATE, READ and WRITE on the processor's own topics "
                            + String.join(", ", topics),
                    command.allow("--topic", topics, "Create", "Describe", "Read", "Write")));
        unanswered(survey, findings);
        if (findings.isEmpty())
            findings.add(examination.finding(
                    Verdict.OK,
                    "rights",
                    survey.groups().size() + " consumer groups, "
                            + survey.transactionalIds().size() + " transactional ids and "
                            + survey.topics().size() + " topics of the processor's own may be used"));
        return findings;
    }

    private void unanswered(ClientSurvey survey, List<Finding> findings) {
        List<String> unknown = Stream.of(survey.groups(), survey.transactionalIds(), survey.topics())
                .flatMap(rights -> rights.entrySet().stream())
                .flatMap(each -> each.getValue() instanceof Right.Unknown(String reason)
                        ? Stream.of(each.getKey() + ": " + reason)
                        : Stream.empty())
                .sorted()
                .toList();
        if (unknown.isEmpty()) return;
        findings.add(examination
                .finding(
                        Verdict.WARNING,
                        "coordinators",
                        unknown.size()
                                + " consumer groups, transactional ids and topics could not be asked for, such as "
                                + unknown.getFirst())
                .remedy("Try again in a minute, and see that the brokers run which have __consumer_offsets and"
                        + " __transaction_state"));
    }

    private Finding failure(String message, String remedy) {
        return examination.finding(Verdict.FAILURE, "rights", message).remedy(remedy);
    }

    private static List<String> names(Map<String, Right> rights, Predicate<Right> which) {
        return rights.entrySet().stream()
                .filter(each -> which.test(each.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
