package io.neonwatch.notifier;

import io.neonwatch.notifier.email.EmailExamination;
import io.neonwatch.notifier.kafka.ClientSettings;
import io.neonwatch.notifier.slack.SlackExamination;
import io.neonwatch.runtime.doctor.Examination;
import io.neonwatch.topic.Topic;
import io.neonwatch.topic.Topics;
import io.neonwatch.topic.TransactionalIds;
import java.util.List;
import java.util.stream.Stream;

/** What is looked at before the notifier runs. */
public final class NotifierDoctor {

    private NotifierDoctor() {}

    public static List<Examination> examinations(NotifierConfig config) {
        return config.receivers().stream().map(NotifierDoctor::examination).toList();
    }

    /** The consumer groups that the notifier is in. */
    public static List<String> groups() {
        return Stream.of(NotifierApp.ROUTING, NotifierApp.DELIVERY, NotifierApp.RECOVERY)
                .map(ClientSettings::groupId)
                .toList();
    }

    /** Those of a notifier that runs on this machine, where the configuration does not name it. */
    public static TransactionalIds transactionalIds(NotifierConfig config) {
        return ClientSettings.transactionalIds(NotifierApp.ROUTING, InstanceName.of(config));
    }

    /** What the notifier reads. */
    public static List<Topic<?>> reads() {
        return List.of(Topics.ALERT_EVENTS, Topics.INTENTS, Topics.DELIVERIES, Topics.RECOVERIES);
    }

    /** What the notifier writes to. */
    public static List<Topic<?>> writes() {
        return List.of(Topics.INTENTS, Topics.DELIVERIES, Topics.RECOVERIES, Topics.DEAD_LETTERS);
    }

    private static Examination examination(ReceiverConfig receiver) {
        if (receiver.slack() != null) return new SlackExamination(receiver.name(), receiver.slack());
        if (receiver.email() != null) return new EmailExamination(receiver.name(), receiver.email());
        throw new IllegalStateException("receiver " + receiver.name() + " has no channel");
    }
}
