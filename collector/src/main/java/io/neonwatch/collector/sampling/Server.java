package io.neonwatch.collector.sampling;

/**
 * The server behind a connection.
 *
 * @param versionNumber as in {@code server_version_num}: 170005
 * @param version for people, as in {@code 17.5}
 * @param epoch changes with every start of the server
 */
public record Server(int versionNumber, String version, String epoch) {

    /** As in 17. */
    public int major() {
        return versionNumber / 10_000;
    }
}
