package io.neonwatch.cli.doctor;

import io.neonwatch.cli.service.ConfigFile;
import io.neonwatch.collector.CollectorDoctor;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.neon.NeonConfig;
import io.neonwatch.neon.RetryPolicy;
import io.neonwatch.notifier.NotifierDoctor;
import io.neonwatch.runtime.doctor.Examination;
import io.neonwatch.runtime.doctor.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that a configuration names, looked at once. */
final class Doctor {

    /** For everything, since all is looked at side by side. */
    private static final Duration LIMIT = Duration.ofSeconds(12);

    private static final Duration NEON_TIMEOUT = Duration.ofSeconds(5);
    private static final RetryPolicy NEON_RETRY =
            new RetryPolicy(2, Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(6));

    private final ConfigFile.Whole config;
    private final boolean wake;

    /** @param wake whether suspended computes of Neon may be connected to */
    Doctor(ConfigFile.Whole config, boolean wake) {
        this.config = config;
        this.wake = wake;
    }

    /** The findings, without anything secret. */
    List<Finding> examine() throws InterruptedException {
        NeonConfig key = key();
        try (NeonClient neon = key == null ? null : new NeonClient(key, NEON_RETRY, NEON_TIMEOUT)) {
            Secrets secrets = Secrets.of(config);
            return new Checkup(LIMIT)
                    .run(examinations(neon)).stream().map(secrets::without).toList();
        }
    }

    /** The collector's key, else the notifier's, which sees the same projects. */
    private @Nullable NeonConfig key() {
        NeonConfig ofCollector =
                config.collector() == null ? null : config.collector().neon();
        if (ofCollector != null) return ofCollector;
        return config.notifier() == null ? null : config.notifier().neon();
    }

    private List<Examination> examinations(@Nullable NeonClient neon) {
        TopicUse use = TopicUse.of(config);
        List<Examination> all = new ArrayList<>();
        if (config.collector() != null) {
            all.addAll(CollectorDoctor.examinations(config.collector(), neon, wake));
            if (neon != null)
                CollectorDoctor.projects(config.collector())
                        .forEach(project -> all.add(new NeonExamination(neon, project)));
        }
        all.add(new KafkaExamination(config.kafka(), use, ClientUse.of(config)));
        all.add(new RegistryExamination(config.schemaRegistry(), use.writes()));
        if (config.notifier() != null) all.addAll(NotifierDoctor.examinations(config.notifier()));
        return all;
    }
}
