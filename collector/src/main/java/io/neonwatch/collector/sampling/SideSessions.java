package io.neonwatch.collector.sampling;

/**
 * Told of the sessions that a probe opens beside the watch's own, so that nobody takes them for somebody else's. Safe for
 * use by many threads.
 */
public interface SideSessions {

    /** Where nobody counts them. */
    SideSessions UNCOUNTED = new SideSessions() {
        @Override
        public void opening() {}

        @Override
        public void notOpened() {}
    };

    /** One is about to be opened; the server may count it from now on. */
    void opening();

    /** It could not be. */
    void notOpened();
}
