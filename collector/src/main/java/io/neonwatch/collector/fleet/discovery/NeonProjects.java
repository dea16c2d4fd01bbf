package io.neonwatch.collector.fleet.discovery;

import io.neonwatch.neon.Branch;
import io.neonwatch.neon.Database;
import io.neonwatch.neon.Endpoint;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.neon.NeonException;
import io.neonwatch.neon.NeonException.Kind;
import java.util.List;

/**
 * What Neon's projects have, asked of its API no faster than is allowed to whoever is in no hurry. Safe for use by many
 * threads.
 *
 * @param allowance waited for before each call
 */
public record NeonProjects(NeonClient client, Allowance allowance) {

    /** Lets one call after the other pass. */
    public interface Allowance {

        void await() throws InterruptedException;
    }

    List<Endpoint> endpoints(String project) throws InterruptedException {
        allowance.await();
        return client.listEndpoints(project);
    }

    List<Branch> branches(String project) throws InterruptedException {
        allowance.await();
        return client.listBranches(project, null);
    }

    boolean isGone(String project, String branch) throws InterruptedException {
        allowance.await();
        try {
            client.getBranch(project, branch);
            return false;
        } catch (NeonException e) {
            if (e.kind() == Kind.NOT_FOUND) return true;
            throw e;
        }
    }

    List<Database> databases(String project, String branch) throws InterruptedException {
        allowance.await();
        return client.listDatabases(project, branch);
    }
}
