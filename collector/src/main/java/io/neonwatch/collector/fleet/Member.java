package io.neonwatch.collector.fleet;

import io.neonwatch.collector.sampling.TargetConfig;

/**
 * A target as it is to be watched.
 *
 * @param server its host and port, which is looked up often
 * @param leads whether it is the one of its server's databases through which the server as a whole is watched
 */
public record Member(TargetConfig target, String server, boolean leads) {

    public Member(TargetConfig target, boolean leads) {
        this(target, target.server(), leads);
    }

    public String id() {
        return target.id();
    }
}
