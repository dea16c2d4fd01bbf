package io.neonwatch.deploy.part;

import java.net.URI;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** Apicurio Registry, which keeps the schemas on a {@link KafkaCluster}. */
public final class Registry implements AutoCloseable {

    private static final int PORT = 8080;
    private static final String CONFLUENT_API = "/apis/ccompat/v7";
    private static final String JOURNAL = "kafkasql-journal";

    private final GenericContainer<?> container;

    private Registry(GenericContainer<?> container) {
        this.container = container;
    }

    /** Returns when it takes requests. */
    public static Registry start(Network network, KafkaCluster kafka) {
        // It would be created with one replica; docs/deploy.md says what it must be like.
        kafka.createTopic(new NewTopic(JOURNAL, 1, (short) kafka.size())
                .configs(Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1")));
        GenericContainer<?> container = Parts.container("registry")
                .withNetwork(network)
                .withEnv("APICURIO_KAFKASQL_BOOTSTRAP_SERVERS", kafka.inNetwork())
                .withEnv("JAVA_TOOL_OPTIONS", "-Xmx384m")
                .withExposedPorts(PORT)
                .waitingFor(Wait.forHttp(CONFLUENT_API + "/subjects").withStartupTimeout(Parts.START_LIMIT));
        container.start();
        return new Registry(container);
    }

    /** Where Confluent's clients find it. */
    public URI url() {
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT) + CONFLUENT_API);
    }

    @Override
    public void close() {
        container.stop();
    }
}
