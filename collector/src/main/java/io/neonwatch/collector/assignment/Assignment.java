package io.neonwatch.collector.assignment;

import java.util.OptionalLong;

/**
 * Which servers are this collector's to watch. All databases of a server go together, since what one of them shows of the
 * server is needed for the others. Safe for use by many threads.
 */
public interface Assignment extends AutoCloseable {

    /**
     * Whether a server is in this collector's share, as far as it knows; answers at once.
     *
     * @param server its host and port
     */
    boolean holds(String server);

    /**
     * From when on others may have what this collector holds, by {@link System#nanoTime}; empty while they cannot. Answers
     * at once.
     */
    OptionalLong uncertainSince();

    void start();

    /** Gives up everything, so that others can take it over at once. */
    @Override
    void close();

    /** For a collector that shares with nobody. */
    static Assignment everything() {
        return new Assignment() {
            @Override
            public boolean holds(String server) {
                return true;
            }

            @Override
            public OptionalLong uncertainSince() {
                return OptionalLong.empty();
            }

            @Override
            public void start() {}

            @Override
            public void close() {}
        };
    }
}
