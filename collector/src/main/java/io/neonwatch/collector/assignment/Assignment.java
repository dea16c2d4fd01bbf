package io.neonwatch.collector.assignment;

/** Which targets are this collector's. Safe for use by many threads. */
public interface Assignment extends AutoCloseable {

    /** Whether this collector is the one to watch a target at this moment; answers at once. */
    boolean holds(String target);

    void start();

    /** Gives up everything, so that others can take it over at once. */
    @Override
    void close();

    /** For a collector that shares with nobody. */
    static Assignment everything() {
        return new Assignment() {
            @Override
            public boolean holds(String target) {
                return true;
            }

            @Override
            public void start() {}

            @Override
            public void close() {}
        };
    }
}
