package io.neonwatch.notifier.delivery;

import io.neonwatch.notifier.delivery.DeliveryRules.Step.Attempt;
import io.neonwatch.schemas.Alert;
import io.neonwatch.schemas.Delivery;
import io.neonwatch.schemas.DeliveryState;
import io.neonwatch.schemas.Intent;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes what becomes of an intent: to the ledger, and to the log and the meters what people should see. */
final class Bookkeeper {

    private static final Logger LOGGER = LoggerFactory.getLogger(Bookkeeper.class);
    private static final int DETAIL_LIMIT = 500;

    private final Ledger ledger;
    private final InstantSource clock;
    private final DeliveryMeters meters;

    Bookkeeper(Ledger ledger, InstantSource clock, DeliveryMeters meters) {
        this.ledger = ledger;
        this.clock = clock;
        this.meters = meters;
    }

    void write(
            Intent intent,
            Receiver receiver,
            Attempt attempt,
            DeliveryState state,
            String detail,
            @Nullable String reference)
            throws InterruptedException {
        LedgerEntry entry = new LedgerEntry(state, attempt.number(), attempt.doubts());
        write(delivery(intent, receiver.channel().kind(), entry, detail, reference));
    }

    /** It ends without having been received, or nobody knows. */
    void failed(Intent intent, String channel, String reason) throws InterruptedException {
        write(delivery(intent, channel, last(intent, DeliveryState.FAILED), reason, null));
    }

    void notNeeded(Intent intent, Receiver receiver, String reason) throws InterruptedException {
        write(delivery(intent, receiver.channel().kind(), last(intent, DeliveryState.COALESCED), reason, null));
    }

    void inDoubt(Intent intent, Receiver receiver, String reason) {
        meters.countInDoubt(receiver);
        log(LOGGER.atWarn(), intent)
                .addKeyValue("reason", reason)
                .log(
                        "Nobody knows whether the page was received; it may be sent once more, marked as a possible repeat");
    }

    private LedgerEntry last(Intent intent, DeliveryState state) {
        LedgerEntry last = ledger.find(intent.getId());
        return new LedgerEntry(state, Math.max(1, last.attempt()), last.doubts());
    }

    private void write(Delivery delivery) throws InterruptedException {
        ledger.write(delivery);
        meters.count(delivery);
        switch (delivery.getState()) {
            case DELIVERED -> {
                boolean flawless = delivery.getDetail().isEmpty();
                log(flawless ? LOGGER.atInfo() : LOGGER.atWarn(), delivery).log("Page delivered");
            }
            case FAILED -> log(LOGGER.atError(), delivery).log("Page failed: it will not be sent again");
            case COALESCED, POSTPONED, ATTEMPTED, UNKNOWN ->
                log(LOGGER.atDebug(), delivery).log("Ledger written");
        }
    }

    private Delivery delivery(
            Intent intent, String channel, LedgerEntry entry, String detail, @Nullable String reference) {
        Alert alert = intent.getAlert();
        return Delivery.newBuilder()
                .setIntent(intent.getId())
                .setReceiver(intent.getReceiver())
                .setChannel(channel)
                .setGroup(intent.getGroup())
                .setRule(alert.getRule())
                .setTarget(alert.getTarget())
                .setEpisode(alert.getEpisode())
                .setAction(intent.getAction().name())
                .setSeverity(alert.getSeverity())
                .setState(entry.state())
                .setAttempt(entry.attempt())
                .setDoubts(entry.doubts())
                .setAt(clock.instant())
                .setEventAt(alert.getUpdatedAt())
                .setProviderReference(reference)
                .setDetail(detail.length() <= DETAIL_LIMIT ? detail : detail.substring(0, DETAIL_LIMIT))
                .build();
    }

    private static LoggingEventBuilder log(LoggingEventBuilder event, Intent intent) {
        return event.addKeyValue("receiver", intent.getReceiver())
                .addKeyValue("rule", intent.getAlert().getRule())
                .addKeyValue("episode", intent.getAlert().getEpisode())
                .addKeyValue("action", intent.getAction());
    }

    private static LoggingEventBuilder log(LoggingEventBuilder event, Delivery delivery) {
        LoggingEventBuilder with = event.addKeyValue("receiver", delivery.getReceiver())
                .addKeyValue("rule", delivery.getRule())
                .addKeyValue("episode", delivery.getEpisode())
                .addKeyValue("action", delivery.getAction())
                .addKeyValue("attempt", delivery.getAttempt());
        return delivery.getDetail().isEmpty() ? with : with.addKeyValue("reason", delivery.getDetail());
    }
}
