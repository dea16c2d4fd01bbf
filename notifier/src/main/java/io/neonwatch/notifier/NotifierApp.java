package io.neonwatch.notifier;

import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.notifier.delivery.Checkpoint;
import io.neonwatch.notifier.delivery.Courier;
import io.neonwatch.notifier.delivery.Ledger;
import io.neonwatch.notifier.delivery.Receiver;
import io.neonwatch.notifier.kafka.ClientSettings;
import io.neonwatch.notifier.kafka.Decoder;
import io.neonwatch.notifier.kafka.LaneConsumer;
import io.neonwatch.notifier.kafka.RecordWriter;
import io.neonwatch.notifier.kafka.Transactions;
import io.neonwatch.notifier.recovery.NeonBranches;
import io.neonwatch.notifier.recovery.RecoveryRules;
import io.neonwatch.notifier.recovery.RecoveryTable;
import io.neonwatch.notifier.recovery.RecoveryWords;
import io.neonwatch.notifier.recovery.RecoveryWork;
import io.neonwatch.notifier.routing.Router;
import io.neonwatch.notifier.routing.Routing;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.runtime.Service;
import io.neonwatch.runtime.health.HealthCheck;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.Intent;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topics;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The notifier: routes alert events into intents, delivers the intents, and sees recovery branches through. */
public final class NotifierApp implements Service {

    /** What the consumer groups are there for, and which of them writes in transactions. */
    static final String ROUTING = "routing";

    static final String DELIVERY = "delivery";
    static final String RECOVERY = "recovery";

    private final Backbone backbone;
    private final RecordWriter writer;
    private final Transactions<AlertEvent> routing;
    private final Ledger ledger;
    private final List<Receiver> receivers;
    private final LaneConsumer<Intent> delivery;
    private final RecoveryTable recoveries;
    private final @Nullable NeonBranches neon;
    private final LaneConsumer<AlertEvent> recovery;

    /** @param registry where the records' schemas are; nothing is asked of it before {@link #start} */
    public NotifierApp(NotifierConfig config, KafkaConfig kafka, SchemaRegistry registry, MeterRegistry meters) {
        this(config, kafka, registry, meters, Checkpoint.NONE);
    }

    NotifierApp(
            NotifierConfig config,
            KafkaConfig kafka,
            SchemaRegistry registry,
            MeterRegistry meters,
            Checkpoint checkpoint) {
        InstantSource clock = InstantSource.system();
        ClientSettings settings = new ClientSettings(kafka, InstanceName.of(config));
        RecoveryRules rules = new RecoveryRules(config.recoveries());
        Router router = new Router(config.routes(), new RecoveryWords(rules)::remark);
        Routing intents = new Routing(router, registry, clock, meters);
        writer = new RecordWriter(settings, "ledger");
        backbone = new Backbone(kafka, registry);

        routing = new Transactions<>(settings, ROUTING, Topics.ALERT_EVENTS, registry, meters, intents::route);

        ledger = new Ledger(settings, registry, writer, clock);
        receivers = Receivers.of(config, clock);
        Courier courier = new Courier(receivers, ledger, config.retries(), clock, meters, checkpoint);
        delivery = new LaneConsumer<>(
                settings, DELIVERY, new Decoder<>(Topics.INTENTS, registry), courier, writer, meters);

        recoveries = new RecoveryTable(settings, registry, writer);
        neon = config.neon() == null ? null : new NeonBranches(new NeonClient(config.neon()));
        RecoveryWork work = new RecoveryWork(
                config.recoveries(),
                recoveries,
                neon,
                new RecoveryWork.Failures(writer, intents::recoveryFailed),
                clock,
                meters);
        recovery = new LaneConsumer<>(
                settings, RECOVERY, new Decoder<>(Topics.ALERT_EVENTS, registry), work, writer, meters);
    }

    @Override
    public String name() {
        return "notifier";
    }

    @Override
    public void start() {
        receivers.forEach(receiver -> receiver.address().start());
        backbone.start(() -> {
            routing.start();
            delivery.start();
            recovery.start();
        });
    }

    @Override
    public void stop() {
        backbone.stopStarting();
        receivers.forEach(receiver -> receiver.address().stop());
        Together.run(List.of(backbone::stop, routing::stop, delivery::stop, recovery::stop));
        writer.close();
        ledger.close();
        recoveries.close();
        if (neon != null) neon.close();
    }

    @Override
    public List<HealthCheck> healthChecks() {
        List<HealthCheck> checks = new ArrayList<>(backbone.healthChecks());
        checks.add(routing.healthCheck());
        checks.add(delivery.healthCheck());
        checks.add(recovery.healthCheck());
        checks.addAll(receivers);
        receivers.forEach(receiver -> checks.add(receiver.address()));
        if (neon != null) checks.add(neon);
        return List.copyOf(checks);
    }
}
