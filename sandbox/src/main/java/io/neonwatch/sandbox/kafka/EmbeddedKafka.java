package io.neonwatch.sandbox.kafka;

import io.neonwatch.sandbox.process.FreePort;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * An Apache Kafka cluster of one node, broker and controller together, in this program. It listens on 127.0.0.1,
 * without encryption or authentication, and creates no topics by itself. Safe for use by many threads.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private final int port = FreePort.choose();
    private final Map<String, String> settings;
    private @Nullable KafkaRaftServer server;

    private EmbeddedKafka(Path logs) {
        format(logs);
        settings = BrokerSettings.of(logs, port, FreePort.choose());
    }

    /** Returns when the broker takes requests; takes a few seconds. Its data goes below the given directory. */
    public static EmbeddedKafka start(Path directory) {
        return start(new EmbeddedKafka(directory.resolve("kafka")));
    }

    /** As {@link #start(Path)}, with a second way to it, which this leads to the broker. */
    public static EmbeddedKafka start(Path directory, Detour detour) {
        EmbeddedKafka kafka = new EmbeddedKafka(directory.resolve("kafka"));
        int behind = FreePort.choose();
        BrokerSettings.addDetour(kafka.settings, kafka.port, behind, detour.port());
        detour.leadTo(behind);
        return start(kafka);
    }

    /** As {@link #start(Path)}, with a second way to it, where users log in and have the rights they were given. */
    public static EmbeddedKafka start(Path directory, Guard guard) {
        EmbeddedKafka kafka = new EmbeddedKafka(directory.resolve("kafka"));
        BrokerSettings.addGuard(kafka.settings, guard);
        return start(kafka);
    }

    private static EmbeddedKafka start(EmbeddedKafka kafka) {
        kafka.restart();
        return kafka;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Clients lose their connections until {@link #restart}. */
    public synchronized void stop() {
        if (server == null) return;
        server.shutdown();
        server.awaitShutdown();
        server = null;
    }

    /** Runs again on the same port with the same data; stops first if necessary. */
    public synchronized void restart() {
        stop();
        KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        server = starting;
        starting.startup();
    }

    @Override
    public void close() {
        stop();
    }

    private static void format(Path logs) {
        try {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(logs.toString())
                    .addDirectory(logs.toString())
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot lay out Kafka's directory " + logs + ": " + e.getMessage(), e);
        }
    }
}
