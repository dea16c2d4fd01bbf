package io.neonwatch.deploy;

import io.neonwatch.deploy.part.Postgresql;
import io.neonwatch.sandbox.workload.Workload;

/** Trouble for the watched database, each stage of it held until its page has arrived. */
final class Incidents {

    // Together with some connections that are in use anyway above 75 % and above 90 %.
    static final int MOST_OF_THE_POOL = Postgresql.CONNECTIONS - 11;
    static final int NEARLY_ALL_OF_IT = 5;

    private Incidents() {}

    static void fillThePool(Workload workload, Pages pages) {
        workload.openIdleConnections(MOST_OF_THE_POOL);
        pages.awaitDelivered("connection-pool-saturation", "warning");
        workload.openIdleConnections(NEARLY_ALL_OF_IT);
        pages.awaitDelivered("connection-pool-saturation", "critical");
        workload.closeIdleConnections();
        pages.awaitDelivered("connection-pool-saturation", "resolved");
    }
}
