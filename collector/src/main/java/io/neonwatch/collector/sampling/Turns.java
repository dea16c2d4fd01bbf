package io.neonwatch.collector.sampling;

/** Leave to talk to a server: how many targets may do so at the same time is decided elsewhere. */
@FunctionalInterface
public interface Turns {

    /** Whoever asks may go on at once. */
    Turns UNLIMITED = _ -> () -> {};

    /**
     * Waits for a turn.
     *
     * @param answering whether the target has answered the last time; others wait apart, so that they hold up nobody
     */
    Turn take(boolean answering) throws InterruptedException;

    /** To be given back as soon as the server has answered. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
