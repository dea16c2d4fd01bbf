package io.neonwatch.collector.fleet;

import io.neonwatch.collector.sampling.TargetConfig;

/** Targets that nobody connects to. */
public final class Targets {

    private Targets() {}

    /** On a server of its own. */
    public static TargetConfig of(String name) {
        return on(name + "-host", name);
    }

    public static TargetConfig on(String host, String name) {
        return new TargetConfig(name, "jdbc:postgresql://" + host + "/app", "neonwatch", null, null);
    }
}
