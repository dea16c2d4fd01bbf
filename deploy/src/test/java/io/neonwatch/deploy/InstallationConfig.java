package io.neonwatch.deploy;

import io.neonwatch.deploy.part.KafkaCluster;
import io.neonwatch.deploy.part.Postgresql;
import io.neonwatch.deploy.part.Registry;
import io.neonwatch.sandbox.slack.SlackSink;
import io.neonwatch.sandbox.smtp.SmtpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration file of the services, as a user would write it, with the demo's rules for their shorter times. */
final class InstallationConfig {

    private static final String RULES = "/io/neonwatch/cli/demo/demo-rules.yaml";

    private InstallationConfig() {}

    static Path write(
            Path directory,
            KafkaCluster kafka,
            Registry registry,
            Postgresql database,
            SlackSink slack,
            SmtpServer mail)
            throws IOException {
        Path rules = directory.resolve("rules.yaml");
        try (var resource = InstallationConfig.class.getResourceAsStream(RULES)) {
            if (resource == null) throw new IOException(RULES + " is not on the class path");
            Files.copy(resource, rules);
        }
        String yaml = """
                kafka:
                  bootstrap_servers: ["%s"]
                  replication_factor: %d
                schema_registry:
                  urls: ["%s"]
                admin: {port: 0}
                collector:
                  name: deploy
                  intervals: {instance: 1s, activity: 1s, statements: 5s, tables: 1s}
                  targets:
                    - {name: %s, url: "%s", user: %s, password: %s}
                processor:
                  state_directory: %s
                  rules: [%s]
                notifier:
                  receivers:
                    - name: slack
                      slack: {webhook_url: "%s"}
                    - name: email
                      email: {host: 127.0.0.1, port: %d, from: neonwatch@example.com, to: [on-call@example.com], tls: none}
                  routes:
                    - {severity: [warning, critical], receivers: [slack, email]}
                """.formatted(
                        String.join("\", \"", kafka.bootstrapServers()),
                        kafka.size(),
                        registry.url(),
                        Postgresql.DATABASE,
                        database.url(),
                        Postgresql.WATCHER,
                        Postgresql.WATCHER,
                        directory.resolve("processor-state"),
                        rules,
                        slack.webhookUrl(),
                        mail.port());
        return Files.writeString(directory.resolve("neonwatch.yaml"), yaml);
    }
}
