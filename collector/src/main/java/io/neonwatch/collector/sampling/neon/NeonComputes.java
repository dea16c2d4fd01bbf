package io.neonwatch.collector.sampling.neon;

import io.neonwatch.collector.sampling.NeonBranch;
import io.neonwatch.collector.sampling.SideSessions;
import io.neonwatch.neon.Branch;
import io.neonwatch.neon.Endpoint;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.neon.NeonException;
import io.neonwatch.neon.NeonException.Kind;
import io.neonwatch.neon.Project;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What Neon's API says, shared by all targets of a collector: one list of endpoints for each project, and each answer
 * kept for as long as it will do. Safe for use by many threads.
 */
public final class NeonComputes {

    /** These change rarely, or are measured by Neon every few minutes only. */
    private static final Duration BRANCH_AGE = Duration.ofMinutes(1);

    private static final Duration PROJECT_AGE = Duration.ofMinutes(5);

    private static final Duration SPARE_CALL_PAUSE = Duration.ofMillis(200);

    private final NeonClient client;
    private final CallRate rate = new CallRate(System.nanoTime());
    private final Map<String, Remembered<List<Endpoint>>> endpointsByProject = new ConcurrentHashMap<>();
    private final Map<String, Remembered<Branch>> branchById = new ConcurrentHashMap<>();
    private final Map<String, Remembered<Project>> projectById = new ConcurrentHashMap<>();
    private final Map<String, ComputeUse> useByEndpoint = new ConcurrentHashMap<>();

    public NeonComputes(NeonClient client) {
        this.client = client;
    }

    /** Waits until a call may be made by who is in no hurry, and counts it with all others. */
    public void awaitSpareCall() throws InterruptedException {
        long since = System.nanoTime();
        while (!rate.takeSpare(System.nanoTime(), since)) Thread.sleep(SPARE_CALL_PAUSE);
    }

    /**
     * @throws NeonException when Neon does not tell, or knows no such endpoint
     */
    Seen<Endpoint> endpoint(NeonBranch where, Duration maximumAge) throws InterruptedException {
        return endpoint(where.project(), maximumAge, endpoint -> endpoint.id().equals(where.endpoint()))
                .orElseThrow(() -> new NeonException(
                        Kind.NOT_FOUND,
                        "project " + where.project() + " has no endpoint " + where.endpoint()
                                + "; correct the target's neon.endpoint, or remove the target"));
    }

    /**
     * The one at one of these hosts, if the project has any.
     *
     * @throws NeonException when Neon does not tell
     */
    Optional<Seen<Endpoint>> endpointAt(String project, List<String> hosts, Duration maximumAge)
            throws InterruptedException {
        return endpoint(project, maximumAge, endpoint -> hosts.contains(endpoint.host()));
    }

    private Optional<Seen<Endpoint>> endpoint(String project, Duration maximumAge, Predicate<Endpoint> wanted)
            throws InterruptedException {
        Seen<List<Endpoint>> all = endpointsByProject
                .computeIfAbsent(project, _ -> new Remembered<>(rate, () -> client.listEndpoints(project)))
                .get(maximumAge);
        return all.value().stream()
                .filter(wanted)
                .findFirst()
                .map(endpoint -> new Seen<>(endpoint, all.age(), all.problem()));
    }

    Branch branch(NeonBranch where) throws InterruptedException {
        return branchById
                .computeIfAbsent(
                        where.project() + "/" + where.branch(),
                        _ -> new Remembered<>(rate, () -> client.getBranch(where.project(), where.branch())))
                .get(BRANCH_AGE)
                .value();
    }

    Project project(NeonBranch where) throws InterruptedException {
        return projectById
                .computeIfAbsent(where.project(), id -> new Remembered<>(rate, () -> client.getProject(id)))
                .get(PROJECT_AGE)
                .value();
    }

    /** What counts the sessions on a compute that are this collector's. */
    public SideSessions sideSessions(NeonBranch where) {
        return use(where);
    }

    /** Shared by all targets on the same compute. */
    ComputeUse use(NeonBranch where) {
        return useByEndpoint.computeIfAbsent(where.project() + "/" + where.endpoint(), _ -> new ComputeUse());
    }
}
