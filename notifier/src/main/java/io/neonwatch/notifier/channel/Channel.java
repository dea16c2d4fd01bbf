package io.neonwatch.notifier.channel;

import java.net.InetSocketAddress;

/** One way to reach one receiver. Safe for use by many threads. */
public interface Channel {

    /** One lower-case word, as it stands in the ledger: {@code slack}, {@code email}. */
    String kind();

    /** Whether sending the same notification twice does no more than sending it once. */
    boolean idempotent();

    /** Where the other side listens; a name is not looked up yet. */
    InetSocketAddress address();

    /** How fast the other side lets us send. */
    Pace pace();

    /**
     * Sends once, within a bounded time. Every failure is in the result.
     *
     * @throws InterruptedException when stopped while sending; whether it was received is then in doubt
     */
    SendResult send(Notification notification) throws InterruptedException;
}
