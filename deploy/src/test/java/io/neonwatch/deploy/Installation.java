package io.neonwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.cli.service.ConfigFile;
import io.neonwatch.cli.service.ConfigOption;
import io.neonwatch.cli.service.Wiring;
import io.neonwatch.deploy.part.KafkaCluster;
import io.neonwatch.deploy.part.Postgresql;
import io.neonwatch.deploy.part.Registry;
import io.neonwatch.runtime.ServiceRunner;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import io.neonwatch.sandbox.slack.SlackSink;
import io.neonwatch.sandbox.smtp.SmtpServer;
import io.neonwatch.sandbox.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.testcontainers.containers.Network;

/**
 * Collector, processor and notifier in this program; Kafka, the registry and the watched database in containers; a shop
 * that works on the database, and sinks for what is delivered.
 */
final class Installation implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(90);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final KafkaCluster kafka;
    private final Registry registry;
    private final Postgresql database;
    private final Workload workload;
    private final SlackSink slack;
    private final SmtpServer mail;
    private final ConfigFile.Whole config;
    private final ServiceRunner services;

    private Installation(int brokers) throws Exception {
        try {
            TemporaryDirectory directory = open(TemporaryDirectory.create("neonwatch-deploy-"));
            Network network = open(Network.newNetwork());
            database = open(Postgresql.start(network));
            kafka = open(KafkaCluster.start(network, brokers));
            registry = open(Registry.start(network, kafka));
            slack = open(SlackSink.start());
            mail = open(SmtpServer.start());
            workload = open(Workload.start(database.ownerUrl()));
            Path file = InstallationConfig.write(directory.path(), kafka, registry, database, slack, mail);
            config = ConfigOption.load(file, ConfigFile.Whole.class);
            services = open(new ServiceRunner(Wiring.everything(config, file)));
            services.start();
            awaitReady();
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    /**
     * Returns when the services are ready.
     *
     * @param brokers of Kafka, 1 or 3
     */
    static Installation start(int brokers) throws Exception {
        return new Installation(brokers);
    }

    KafkaCluster kafka() {
        return kafka;
    }

    Registry registry() {
        return registry;
    }

    Postgresql database() {
        return database;
    }

    Workload workload() {
        return workload;
    }

    /** What arrives from now on; the caller closes it. */
    Pages pages() {
        return new Pages(config, slack, mail);
    }

    void awaitReady() {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(services.healthChecks())
                        .allSatisfy(check -> assertThat(check.check().ready())
                                .as(check.name() + ": " + check.check().detail())
                                .isTrue()));
    }

    private <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
    }

    /** Closes everything in reverse order, also when parts of it fail to. */
    @Override
    public void close() throws Exception {
        Exception failure = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                if (failure == null) failure = e;
                else failure.addSuppressed(e);
            }
        }
        if (failure != null) throw failure;
    }
}
