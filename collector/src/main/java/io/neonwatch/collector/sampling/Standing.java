package io.neonwatch.collector.sampling;

/** Whether a target is this collector's to watch, where several share the targets. */
public sealed interface Standing {

    /** It is, and no other collector begins with it. */
    record Held() implements Standing {}

    /**
     * It was, and nobody has said that it is no longer; nor can anybody say that it still is.
     *
     * @param since by {@link System#nanoTime}; before that no other collector can have begun with it
     */
    record Unconfirmed(long since) implements Standing {}

    /** It is another's. */
    record Lost() implements Standing {}
}
