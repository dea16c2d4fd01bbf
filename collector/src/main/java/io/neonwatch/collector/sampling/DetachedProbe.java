package io.neonwatch.collector.sampling;

/** A probe that has something to say of its target without a connection too. */
public interface DetachedProbe extends Probe {

    /** Asks once, without the database; does not fail. Times are by the collector's clock. */
    Reading readDetached();
}
