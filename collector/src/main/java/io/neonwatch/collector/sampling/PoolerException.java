package io.neonwatch.collector.sampling;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** There is a pooler between the collector and the server. */
public final class PoolerException extends SQLException {

    private static final long serialVersionUID = 1;

    PoolerException(@Nullable SQLException cause) {
        super(
                "there is a connection pooler before the server: the sessions seen would be the pooler's own, and the "
                        + "settings that keep monitoring harmless would be lost; give the server's direct host and port in `url`",
                "08004",
                cause);
    }
}
