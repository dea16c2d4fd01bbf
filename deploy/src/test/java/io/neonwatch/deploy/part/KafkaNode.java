package io.neonwatch.deploy.part;

import io.neonwatch.sandbox.process.FreePort;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** One broker of a {@link KafkaCluster}. It keeps its data and its addresses while it is away. */
public final class KafkaNode implements AutoCloseable {

    private final int id;
    // Known before the start, as the broker tells it to its clients, and the same after the next one.
    private final int port = FreePort.choose();
    private final GenericContainer<?> container;

    KafkaNode(int id, Network network, Map<String, String> settings) {
        this.id = id;
        container = Parts.container("kafka")
                .withNetwork(network)
                .withNetworkAliases(name(id))
                .withEnv(settings)
                .withEnv("KAFKA_NODE_ID", Integer.toString(id))
                .withEnv("KAFKA_LISTENERS", "PLAINTEXT://:9092,HOST://:9094,CONTROLLER://:9093")
                .withEnv("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://" + addressInNetwork() + ",HOST://" + address())
                .withEnv(
                        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                        "PLAINTEXT:PLAINTEXT,HOST:PLAINTEXT,CONTROLLER:PLAINTEXT")
                .withEnv("KAFKA_INTER_BROKER_LISTENER_NAME", "PLAINTEXT")
                .waitingFor(Wait.forLogMessage(".*Kafka Server started.*\\n", 1).withStartupTimeout(Parts.START_LIMIT));
        container.setPortBindings(List.of("127.0.0.1:" + port + ":9094"));
    }

    static String name(int id) {
        return "kafka-" + id;
    }

    public int id() {
        return id;
    }

    GenericContainer<?> container() {
        return container;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    String addressInNetwork() {
        return name(id) + ":9092";
    }

    /** With SIGKILL. */
    public void kill() {
        container
                .getDockerClient()
                .killContainerCmd(container.getContainerId())
                .withSignal("SIGKILL")
                .exec();
    }

    /** Returns at once; {@link KafkaCluster#underReplicated} says when it has caught up. */
    public void startAgain() {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void close() {
        container.stop();
    }
}
