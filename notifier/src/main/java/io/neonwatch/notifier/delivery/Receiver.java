package io.neonwatch.notifier.delivery;

import io.neonwatch.notifier.channel.Channel;
import io.neonwatch.notifier.kafka.Claim;
import io.neonwatch.runtime.dependency.Dependency;
import io.neonwatch.runtime.health.Health;
import io.neonwatch.runtime.health.HealthCheck;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One receiver, and whether it can be reached now. Safe for use by many threads. */
public final class Receiver implements HealthCheck {

    private static final Logger LOGGER = LoggerFactory.getLogger(Receiver.class);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(250);

    private final String name;
    private final Channel channel;
    private final TokenBucket bucket;
    private final Dependency address;
    private final AtomicLong recoveries = new AtomicLong();
    private volatile Health health = Health.READY;

    public Receiver(String name, Channel channel) {
        this.name = name;
        this.channel = channel;
        this.bucket = new TokenBucket(channel.pace(), System.nanoTime());
        this.address = Doorbell.at(name(), channel.address());
    }

    @Override
    public String name() {
        return "receiver-" + name;
    }

    @Override
    public Health check() {
        return health;
    }

    /** Whether anybody listens at its address; to be started, stopped and asked for its health. */
    public Dependency address() {
        return address;
    }

    String receiver() {
        return name;
    }

    Channel channel() {
        return channel;
    }

    /** Waits until the receiver's pace lets one more go, and says whether the claim is still held. */
    boolean awaitTurn(Claim claim) throws InterruptedException {
        Duration wait = bucket.take(System.nanoTime());
        return wait.isZero() ? claim.held() : claim.pause(wait);
    }

    /** Nothing more goes to it before the time is over, whatever the lane. */
    void hold(Duration wait) {
        bucket.hold(System.nanoTime(), wait);
    }

    /** Waits, but not longer than until the receiver can be reached again; says whether the claim is still held. */
    boolean awaitRetry(Claim claim, Duration wait) throws InterruptedException {
        long seen = recoveries.get();
        long deadline = System.nanoTime() + wait.toNanos();
        while (claim.held() && recoveries.get() == seen) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (!left.isPositive()) break;
            claim.pause(left.compareTo(LOOK_INTERVAL) < 0 ? left : LOOK_INTERVAL);
        }
        return claim.held();
    }

    synchronized void reached() {
        if (health.ready()) return;
        health = Health.READY;
        recoveries.incrementAndGet();
        LOGGER.atInfo().addKeyValue("receiver", name).log("Receiver is back");
    }

    synchronized void failed(String reason) {
        if (health.ready())
            LOGGER.atWarn()
                    .addKeyValue("receiver", name)
                    .addKeyValue("channel", channel.kind())
                    .addKeyValue("reason", reason)
                    .log("Receiver cannot be reached; trying again until it can");
        health = Health.notReady(reason);
    }
}
