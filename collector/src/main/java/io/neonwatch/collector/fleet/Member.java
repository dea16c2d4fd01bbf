package io.neonwatch.collector.fleet;

import io.neonwatch.collector.sampling.TargetConfig;

/**
 * A target as it is to be watched.
 *
 * @param leads whether it is the one of its server's databases through which the server as a whole is watched
 */
public record Member(TargetConfig target, boolean leads) {

    public String id() {
        return target.id();
    }
}
