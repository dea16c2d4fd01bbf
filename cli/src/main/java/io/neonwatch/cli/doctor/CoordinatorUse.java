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

/** The consumer groups that the configured services are in, and the transactional ids that they write with. */
record CoordinatorUse(Set<String> groups, List<TransactionalIds> transactionalIds) {

    static CoordinatorUse of(ConfigFile.Whole config) {
        Set<String> groups = new LinkedHashSet<>();
        List<TransactionalIds> ids = new ArrayList<>();
        if (config.collector() != null) groups.addAll(CollectorDoctor.groups(config.collector()));
        if (config.processor() != null) {
            groups.add(ProcessorDoctor.group(config.processor()));
            ids.add(ProcessorDoctor.transactionalIds(config.processor()));
        }
        if (config.notifier() != null) {
            groups.addAll(NotifierDoctor.groups());
            ids.add(NotifierDoctor.transactionalIds(config.notifier()));
        }
        return new CoordinatorUse(groups, ids);
    }

    /** Whether a cluster lets us. */
    ClientSurvey survey(KafkaConfig kafka) throws InterruptedException {
        return ClientSurvey.of(
                kafka,
                groups,
                transactionalIds.stream().map(TransactionalIds::one).toList());
    }

    boolean isEmpty() {
        return groups.isEmpty() && transactionalIds.isEmpty();
    }
}
