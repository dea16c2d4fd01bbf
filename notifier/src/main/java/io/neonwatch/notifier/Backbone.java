package io.neonwatch.notifier;

import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.runtime.dependency.Dependency;
import io.neonwatch.runtime.health.HealthCheck;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topic;
import io.neonwatch.topic.TopicAdmin;
import io.neonwatch.topic.TopicException;
import io.neonwatch.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What nothing works without: the brokers and the schema registry. */
final class Backbone {

    private static final Logger LOGGER = LoggerFactory.getLogger(Backbone.class);
    private static final List<Topic<?>> OURS =
            List.of(Topics.ALERT_EVENTS, Topics.INTENTS, Topics.DELIVERIES, Topics.RECOVERIES, Topics.DEAD_LETTERS);
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Dependency kafka;
    private final Dependency registry;
    private final TopicAdmin topics;
    private @Nullable Thread waiting;
    private boolean stopped;

    Backbone(KafkaConfig config, SchemaRegistry registry) {
        this.topics = new TopicAdmin(config);
        this.kafka = new Dependency("kafka", INTERVAL, topics::check);
        this.registry = new Dependency("schema-registry", INTERVAL, registry::ping);
    }

    List<HealthCheck> healthChecks() {
        return List.of(kafka, registry);
    }

    /** @param work what to start once both have answered, unless stopped before */
    void start(Runnable work) {
        kafka.start();
        registry.start();
        waiting = Thread.ofVirtual().name("notifier-start").start(() -> startWhenThere(work));
    }

    /** Nothing will be started from now on. */
    synchronized void stopStarting() {
        stopped = true;
    }

    void stop() {
        kafka.stop();
        registry.stop();
        Thread starting = waiting;
        if (starting != null) starting.interrupt();
        topics.close();
    }

    private void startWhenThere(Runnable work) {
        try {
            kafka.awaitFirstAnswer();
            registry.awaitFirstAnswer();
            createTopics();
            synchronized (this) {
                if (!stopped) work.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void createTopics() throws InterruptedException {
        boolean said = false;
        while (true) {
            try {
                topics.ensure(OURS);
                return;
            } catch (TopicException e) {
                if (!said)
                    LOGGER.atWarn().addKeyValue("reason", e.getMessage()).log("Topics cannot be created; trying again");
                said = true;
                TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos());
            }
        }
    }
}
