package io.neonwatch.cli.doctor;

import io.neonwatch.cli.service.ConfigFile;
import io.neonwatch.collector.CollectorDoctor;
import io.neonwatch.notifier.NotifierDoctor;
import io.neonwatch.processor.ProcessorDoctor;
import io.neonwatch.topic.Topic;
import java.util.LinkedHashSet;
import java.util.Set;

/** The topics that the configured services read and write. */
record TopicUse(Set<Topic<?>> reads, Set<Topic<?>> writes) {

    static TopicUse of(ConfigFile.Whole config) {
        Set<Topic<?>> reads = new LinkedHashSet<>();
        Set<Topic<?>> writes = new LinkedHashSet<>();
        if (config.collector() != null) writes.addAll(CollectorDoctor.writes());
        if (config.processor() != null) {
            reads.addAll(ProcessorDoctor.reads());
            writes.addAll(ProcessorDoctor.writes());
        }
        if (config.notifier() != null) {
            reads.addAll(NotifierDoctor.reads());
            writes.addAll(NotifierDoctor.writes());
        }
        return new TopicUse(reads, writes);
    }

    Set<Topic<?>> all() {
        Set<Topic<?>> all = new LinkedHashSet<>(writes);
        all.addAll(reads);
        return all;
    }
}
