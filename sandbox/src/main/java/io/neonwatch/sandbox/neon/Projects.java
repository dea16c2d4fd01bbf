package io.neonwatch.sandbox.neon;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All projects of the control plane, each with its branches and operations. */
final class Projects implements AutoCloseable {

    record Held(ProjectRecord project, Branches branches, OperationLog operations) {}

    private final Map<String, Held> projects = new LinkedHashMap<>();

    Projects(
            List<Seed> seeds,
            Duration historyWindow,
            Duration operationTime,
            BranchSize size,
            BranchStorage storage,
            InstantSource clock) {
        for (Seed seed : seeds)
            projects.put(seed.project(), hold(seed, historyWindow, operationTime, size, storage, clock));
    }

    private static Held hold(
            Seed seed,
            Duration historyWindow,
            Duration operationTime,
            BranchSize size,
            BranchStorage storage,
            InstantSource clock) {
        // Old enough for the whole history window to be usable.
        Instant created = clock.instant().minus(historyWindow);
        ProjectRecord project = new ProjectRecord(
                seed.project(),
                seed.project(),
                seed.host(),
                seed.port(),
                seed.database(),
                historyWindow,
                size.limit(),
                created);
        BranchRecord branch = new BranchRecord(
                seed.branch(),
                seed.project(),
                seed.branchName(),
                null,
                null,
                null,
                "parent-data",
                "ready",
                true,
                false,
                created,
                created,
                null,
                size.bytes());
        EndpointRecord endpoint = new EndpointRecord(
                seed.endpoint(),
                seed.project(),
                seed.branch(),
                seed.host(),
                "read_write",
                "active",
                0,
                created,
                created,
                created,
                null,
                created);
        OperationLog operations = new OperationLog(seed.project(), operationTime, clock);
        return new Held(project, new Branches(project, branch, endpoint, operations, storage, clock), operations);
    }

    List<Held> all() {
        return List.copyOf(projects.values());
    }

    /** @throws Refusal when there is no such project */
    Held get(String id) {
        Held project = projects.get(id);
        if (project == null) throw Refusal.notFound("project");
        return project;
    }

    @Override
    public void close() {
        projects.values().forEach(project -> project.operations().close());
    }
}
