package io.neonwatch.sandbox.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

/** What makes one node a whole Kafka cluster, quick to start and small in memory. */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerSettings() {}

    static Map<String, String> of(Path logs, int port, int controllerPort) {
        Map<String, String> settings = new HashMap<>(internalTopics());
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("log.dirs", logs.toString());
        settings.put(
                "listeners",
                "BROKER://127.0.0.1:" + port + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort);
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        settings.put("auto.create.topics.enable", "false");
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        // A consumer that comes alone need not wait for others.
        settings.put("group.initial.rebalance.delay.ms", "0");
        // A machine that is busy for a while must not shut the broker out.
        settings.put("broker.heartbeat.interval.ms", "1000");
        settings.put("broker.session.timeout.ms", "60000");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        settings.put("log.cleaner.threads", "1");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("num.recovery.threads.per.data.dir", "1");
        settings.put("background.threads", "2");
        settings.put("num.replica.fetchers", "1");
        return settings;
    }

    /**
     * Adds a listener that clients reach by another port.
     *
     * @param port of the listener
     * @param advertised to the clients that come by it
     */
    static void addDetour(Map<String, String> settings, int brokerPort, int port, int advertised) {
        settings.merge("listeners", "DETOUR://127.0.0.1:" + port, BrokerSettings::joined);
        settings.merge("listener.security.protocol.map", "DETOUR:PLAINTEXT", BrokerSettings::joined);
        settings.put("advertised.listeners", "BROKER://127.0.0.1:" + brokerPort + ",DETOUR://127.0.0.1:" + advertised);
    }

    /** Adds a listener whose clients log in, and has everyone kept to their rights but those who come without. */
    static void addGuard(Map<String, String> settings, Guard guard) {
        settings.merge("listeners", "GUARD://127.0.0.1:" + guard.port(), BrokerSettings::joined);
        settings.merge("listener.security.protocol.map", "GUARD:SASL_PLAINTEXT", BrokerSettings::joined);
        settings.put("sasl.enabled.mechanisms", "PLAIN");
        settings.put("listener.name.guard.plain.sasl.jaas.config", guard.serverLogin());
        settings.put("authorizer.class.name", StandardAuthorizer.class.getName());
        settings.put("super.users", KafkaPrincipal.ANONYMOUS.toString());
    }

    private static String joined(String before, String more) {
        return before + "," + more;
    }

    private static Map<String, String> internalTopics() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "5",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.num.partitions", "5",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.num.partitions", "1",
                "share.coordinator.state.topic.min.isr", "1");
    }
}
