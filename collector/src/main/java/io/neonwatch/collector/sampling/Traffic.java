package io.neonwatch.collector.sampling;

import java.util.concurrent.atomic.LongAdder;

/** Bytes on the wire between the collector and one target, TLS included. Safe for use by many threads. */
final class Traffic {

    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();

    void received(long bytes) {
        received.add(bytes);
    }

    void sent(long bytes) {
        sent.add(bytes);
    }

    long received() {
        return received.sum();
    }

    long sent() {
        return sent.sum();
    }
}
