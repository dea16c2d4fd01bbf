package io.neonwatch.notifier.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.notifier.channel.Notification;
import io.neonwatch.notifier.channel.SendResult;
import io.neonwatch.notifier.delivery.Checkpoint.Step;
import io.neonwatch.notifier.delivery.DeliveryRules.Step.Attempt;
import io.neonwatch.notifier.delivery.DeliveryRules.Step.Done;
import io.neonwatch.notifier.delivery.DeliveryRules.Step.GiveUp;
import io.neonwatch.notifier.kafka.Claim;
import io.neonwatch.notifier.kafka.Work;
import io.neonwatch.schemas.DeliveryState;
import io.neonwatch.schemas.Intent;
import io.neonwatch.schemas.IntentAction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings each intent to its receiver by the delivery protocol: the attempt is in the ledger before anything is sent, the
 * outcome after it, and what to do next is read from the ledger. See docs/delivery.md.
 */
public final class Courier implements Work<Intent> {

    private static final Duration LONGEST_TRYING = Duration.ofHours(24);

    private final Map<String, Receiver> receivers;
    private final Ledger ledger;
    private final Bookkeeper bookkeeper;
    private final RetryPolicy retry;
    private final InstantSource clock;
    private final Checkpoint checkpoint;

    public Courier(
            List<Receiver> receivers,
            Ledger ledger,
            RetryConfig retry,
            InstantSource clock,
            MeterRegistry meters,
            Checkpoint checkpoint) {
        this.receivers = receivers.stream().collect(Collectors.toMap(Receiver::receiver, Function.identity()));
        this.ledger = ledger;
        this.bookkeeper = new Bookkeeper(ledger, clock, new DeliveryMeters(meters));
        this.retry = retry.policy();
        this.clock = clock;
        this.checkpoint = checkpoint;
    }

    @Override
    public String lane(Intent intent) {
        return intent.getReceiver() + "|" + intent.getGroup();
    }

    @Override
    public void prepare() {
        ledger.catchUp();
    }

    @Override
    public boolean process(Intent intent, Claim claim) throws InterruptedException {
        if (DeliveryRules.next(ledger.find(intent.getId()), false) instanceof Done) return true;
        Receiver receiver = receivers.get(intent.getReceiver());
        if (receiver == null) {
            bookkeeper.failed(intent, "", "no receiver of this name is configured");
            return true;
        }
        if (intent.getAction() == IntentAction.RESOLVED && firstTold(intent).isEmpty()) {
            bookkeeper.notNeeded(intent, receiver, "this receiver was not told of the episode");
            return true;
        }
        return deliver(intent, receiver, claim);
    }

    private boolean deliver(Intent intent, Receiver receiver, Claim claim) throws InterruptedException {
        for (int failures = 1; claim.held(); failures++) {
            switch (DeliveryRules.next(
                    ledger.find(intent.getId()), receiver.channel().idempotent())) {
                case Done() -> {
                    return true;
                }
                case GiveUp() ->
                    bookkeeper.failed(
                            intent,
                            receiver.channel().kind(),
                            "it was sent twice and nothing says that it was received");
                case Attempt attempt -> {
                    if (!receiver.awaitTurn(claim)) return false;
                    @Nullable Duration wait = attempt(intent, receiver, attempt, failures);
                    if (wait != null) receiver.awaitRetry(claim, wait);
                }
            }
        }
        return false;
    }

    /** Attempts once, and says how long to wait before looking at the ledger again; null for not at all. */
    private @Nullable Duration attempt(Intent intent, Receiver receiver, Attempt attempt, int failures)
            throws InterruptedException {
        checkpoint.reached(Step.BEFORE_ATTEMPTED, intent);
        bookkeeper.write(intent, receiver, attempt, DeliveryState.ATTEMPTED, "", null);
        checkpoint.reached(Step.AFTER_ATTEMPTED, intent);
        SendResult result = send(receiver, notification(intent, attempt));
        checkpoint.reached(Step.AFTER_SEND, intent);
        @Nullable Duration wait = settle(intent, receiver, attempt, failures, result);
        checkpoint.reached(Step.AFTER_OUTCOME, intent);
        return wait;
    }

    private @Nullable Duration settle(
            Intent intent, Receiver receiver, Attempt attempt, int failures, SendResult result)
            throws InterruptedException {
        return switch (result) {
            case SendResult.Delivered(@Nullable String reference, String remark) -> {
                receiver.reached();
                bookkeeper.write(intent, receiver, attempt, DeliveryState.DELIVERED, remark, reference);
                yield null;
            }
            case SendResult.Rejected(String reason) -> {
                receiver.failed(reason);
                bookkeeper.write(intent, receiver, attempt, DeliveryState.FAILED, reason, null);
                yield null;
            }
            case SendResult.Retry(@Nullable Duration after, String reason) -> {
                receiver.failed(reason);
                if (after != null) receiver.hold(after);
                if (intent.getCreatedAt().plus(LONGEST_TRYING).isBefore(clock.instant())) {
                    String tooOld = "not received within " + LONGEST_TRYING.toHours() + " h: " + reason;
                    bookkeeper.write(intent, receiver, attempt, DeliveryState.FAILED, tooOld, null);
                    yield null;
                }
                bookkeeper.write(intent, receiver, attempt, DeliveryState.POSTPONED, reason, null);
                yield wait(failures, after);
            }
            case SendResult.InDoubt(String reason) -> {
                receiver.failed(reason);
                bookkeeper.inDoubt(intent, receiver, reason);
                // The ledger stays as a crash would have left it: the same rule decides.
                yield wait(failures, null);
            }
        };
    }

    private static SendResult send(Receiver receiver, Notification notification) throws InterruptedException {
        try {
            return receiver.channel().send(notification);
        } catch (RuntimeException e) {
            return new SendResult.InDoubt("the channel failed: " + e);
        }
    }

    private Notification notification(Intent intent, Attempt attempt) {
        String root =
                firstTold(intent).filter(first -> !first.equals(intent.getId())).orElse(null);
        return new Notification(intent, root, attempt.doubts() > 0);
    }

    private Optional<String> firstTold(Intent intent) {
        return ledger.firstTold(intent.getReceiver(), intent.getAlert().getEpisode());
    }

    private Duration wait(int failures, @Nullable Duration asked) {
        return retry.wait(failures, asked, ThreadLocalRandom.current());
    }
}
