package io.neonwatch.cli.doctor;

import io.neonwatch.cli.service.ConfigFile;
import io.neonwatch.collector.CollectorDoctor;
import io.neonwatch.notifier.NotifierDoctor;
import io.neonwatch.processor.ProcessorDoctor;
import io.neonwatch.topic.ClientSurvey;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.TransactionalIds;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The consumer groups that the configured services are in, the transactional ids that they write with, and the topics that
 * they have for themselves.
 */
record ClientUse(Set<String> groups, List<TransactionalIds> transactionalIds, List<String> topics) {

    static ClientUse of(ConfigFile.Whole config) {
        Set<String> groups = new LinkedHashSet<>();
        List<TransactionalIds> ids = new ArrayList<>();
        List<String> topics = new ArrayList<>();
        if (config.collector() != null) groups.addAll(CollectorDoctor.groups(config.collector()));
        if (config.processor() != null) {
            groups.add(ProcessorDoctor.group(config.processor()));
            ids.add(ProcessorDoctor.transactionalIds(config.processor()));
            topics.addAll(ProcessorDoctor.ownTopics(config.processor()));
        }
        if (config.notifier() != null) {
            groups.addAll(NotifierDoctor.groups());
            ids.add(NotifierDoctor.transactionalIds(config.notifier()));
        }
        return new ClientUse(groups, ids, topics);
    }

    /** Whether a cluster lets us. */
    ClientSurvey survey(KafkaConfig kafka) throws InterruptedException {
        return ClientSurvey.of(
                kafka,
                groups,
                transactionalIds.stream().map(TransactionalIds::one).toList(),
                topics);
    }

    boolean isEmpty() {
        return groups.isEmpty() && transactionalIds.isEmpty() && topics.isEmpty();
    }
}
