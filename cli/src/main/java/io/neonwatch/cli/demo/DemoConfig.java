package io.neonwatch.cli.demo;

import io.neonwatch.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the configuration of the demo's services: an ordinary file, which a user may copy and change. */
final class DemoConfig {

    private DemoConfig() {}

    static Path write(Sandbox sandbox) throws IOException {
        Path rules = sandbox.directory().resolve("demo-rules.yaml");
        try (var resource = DemoConfig.class.getResourceAsStream("demo-rules.yaml")) {
            if (resource == null) throw new IOException("demo-rules.yaml is not in the program");
            Files.copy(resource, rules);
        }
        Path config = sandbox.directory().resolve("neonwatch.yaml");
        Files.writeString(config, yaml(sandbox, rules));
        return config;
    }

    private static String yaml(Sandbox sandbox, Path rules) {
        return """
                kafka:
                  bootstrap_servers: ["%s"]
                schema_registry:
                  urls: ["%s"]
                collector:
                  name: demo
                  intervals: {instance: 1s, activity: 1s, statements: 5s, tables: 1s, plans: 5s, database: 5s, server: 5s, relations: 5s, vector: 5s, neon: 5s}
                  budget: 0.05                # of one core; these intervals are far shorter than usual
                  neon: {url: "%s", api_key: "%s"}
                  targets:
                    - name: shop
                      url: %s
                      user: %s
                      neon: {project: %s, branch: %s, endpoint: %s}
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
                  recovery:
                    mode: auto
                    expires_after: 1d
                  neon: {url: "%s", api_key: "%s"}
                """.formatted(
                        sandbox.kafka().bootstrapServers(),
                        sandbox.registry().url(),
                        sandbox.neon().url(),
                        sandbox.neon().apiKey(),
                        sandbox.watchedUrl(),
                        Sandbox.WATCHER,
                        sandbox.seed().project(),
                        sandbox.seed().branch(),
                        sandbox.seed().endpoint(),
                        sandbox.directory().resolve("processor-state"),
                        rules,
                        sandbox.slack().webhookUrl(),
                        sandbox.smtp().port(),
                        sandbox.neon().url(),
                        sandbox.neon().apiKey());
    }
}
