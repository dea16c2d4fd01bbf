package io.neonwatch.sandbox.neon;

import io.neonwatch.neon.BranchPoint;
import io.neonwatch.neon.Lsn;
import io.neonwatch.sandbox.neon.OperationLog.Step;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The branches and computes of one project: what the HTTP interface is a view of. Safe for several threads. */
final class Branches {

    /** What a change did, and the operations that go on with it. */
    record Change(BranchRecord branch, List<EndpointRecord> endpoints, List<OperationRecord> operations) {}

    private final ProjectRecord project;
    private final OperationLog operations;
    private final BranchStorage storage;
    private final InstantSource clock;
    private final Map<String, BranchRecord> branches = new LinkedHashMap<>();
    private final Map<String, EndpointRecord> endpoints = new LinkedHashMap<>();
    private final Map<String, List<String>> databases = new HashMap<>();

    Branches(
            ProjectRecord project,
            BranchRecord defaultBranch,
            EndpointRecord endpoint,
            OperationLog operations,
            BranchStorage storage,
            InstantSource clock) {
        this.project = project;
        this.operations = operations;
        this.storage = storage;
        this.clock = clock;
        branches.put(defaultBranch.id(), defaultBranch);
        endpoints.put(endpoint.id(), endpoint);
        databases.put(defaultBranch.id(), List.of(project.database()));
    }

    synchronized List<BranchRecord> all() {
        expire();
        return List.copyOf(branches.values());
    }

    synchronized Optional<BranchRecord> find(String id) {
        expire();
        return Optional.ofNullable(branches.get(id));
    }

    synchronized List<EndpointRecord> endpoints() {
        expire();
        return List.copyOf(endpoints.values());
    }

    synchronized List<EndpointRecord> endpointsOf(String branch) {
        return endpoints().stream()
                .filter(endpoint -> endpoint.branchId().equals(branch))
                .toList();
    }

    /** Their names, the oldest first. */
    synchronized List<String> databasesOf(String branch) {
        return databases.getOrDefault(branch, List.of());
    }

    synchronized void addDatabase(String branch, String name) {
        if (!branches.containsKey(branch)) throw new IllegalArgumentException("there is no branch " + branch);
        databases.merge(
                branch,
                List.of(name),
                (known, added) -> Stream.concat(known.stream(), added.stream()).toList());
    }

    synchronized void addReadOnlyEndpoint(String branch) {
        BranchRecord known = branches.get(branch);
        if (known == null) throw new IllegalArgumentException("there is no branch " + branch);
        Instant now = clock.instant();
        EndpointRecord endpoint = endpoint(known, "read_only", now).active(now);
        endpoints.put(endpoint.id(), endpoint);
    }

    synchronized Change create(WantedBranch wanted) {
        expire();
        Instant now = clock.instant();
        BranchRecord parent = parent(wanted.parentId());
        String id = Identifiers.branch();
        String name = wanted.name() == null ? id : wanted.name();
        BranchRules.checkName(branches.values(), name);
        BranchRules.checkParent(parent);
        BranchRules.checkExpiry(wanted.expiresAt(), wanted.isProtected(), now);
        operations.refuseIfBusy();
        Instant oldest = BranchRules.oldestPoint(parent, project.historyWindow(), now);
        BranchPoint start = storage.resolve(parent, wanted.point(), oldest, now);
        boolean schemaOnly = wanted.initSource().equals("schema-only");
        BranchRecord branch = new BranchRecord(
                id,
                project.id(),
                name,
                schemaOnly ? null : parent.id(),
                !schemaOnly && start instanceof BranchPoint.AtLsn(Lsn lsn) ? lsn.toString() : null,
                !schemaOnly && start instanceof BranchPoint.AtTime(Instant time) ? time : null,
                wanted.initSource(),
                "init",
                false,
                wanted.isProtected(),
                now,
                now,
                wanted.expiresAt(),
                null);
        branches.put(id, branch);
        databases.put(id, databasesOf(parent.id()));
        List<Step> steps = new ArrayList<>();
        steps.add(new Step("create_branch", id, null, () -> created(branch)));
        List<EndpointRecord> computes = new ArrayList<>();
        for (String type : wanted.endpoints()) {
            EndpointRecord endpoint = endpoint(branch, type, now);
            endpoints.put(endpoint.id(), endpoint);
            computes.add(endpoint);
            steps.add(new Step("start_compute", id, endpoint.id(), () -> started(endpoint)));
        }
        return new Change(branch, computes, operations.start(steps));
    }

    /** Empty when there is no such branch. */
    synchronized Optional<Change> delete(String id) {
        expire();
        BranchRecord branch = branches.get(id);
        if (branch == null) return Optional.empty();
        BranchRules.checkDelete(branches.values(), branch);
        operations.refuseIfBusy();
        List<Step> steps = new ArrayList<>();
        for (EndpointRecord endpoint : endpointsOf(id))
            steps.add(new Step("suspend_compute", id, endpoint.id(), () -> {}));
        steps.add(new Step("delete_timeline", id, null, () -> storage.delete(branch)));
        remove(id);
        return Optional.of(new Change(branch, List.of(), operations.start(steps)));
    }

    /** Puts a compute to sleep, or wakes it, as Neon does by itself. */
    void setSuspended(String endpoint, boolean suspended) {
        Instant now = clock.instant();
        change(endpoint, known -> suspended ? known.idle(now) : known.active(now));
    }

    /** @throws IllegalArgumentException when there is no such compute */
    synchronized void change(String endpoint, UnaryOperator<EndpointRecord> change) {
        EndpointRecord known = endpoints.get(endpoint);
        if (known == null) throw new IllegalArgumentException("there is no endpoint " + endpoint);
        endpoints.put(endpoint, change.apply(known));
    }

    private BranchRecord parent(@Nullable String id) {
        if (id == null)
            return branches.values().stream()
                    .filter(BranchRecord::isDefault)
                    .findFirst()
                    .orElseThrow(() -> Refusal.notFound("default branch"));
        BranchRecord parent = branches.get(id);
        if (parent == null) throw Refusal.notFound("branch");
        return parent;
    }

    private EndpointRecord endpoint(BranchRecord branch, String type, Instant now) {
        String id = Identifiers.endpoint();
        return new EndpointRecord(
                id, project.id(), branch.id(), id + ".localhost", type, "init", 0, now, now, null, null, null);
    }

    private void created(BranchRecord branch) {
        storage.create(branch);
        synchronized (this) {
            branches.computeIfPresent(branch.id(), (id, known) -> known.ready(clock.instant()));
        }
    }

    private void started(EndpointRecord endpoint) {
        storage.start(endpoint);
        synchronized (this) {
            endpoints.computeIfPresent(endpoint.id(), (id, known) -> known.active(clock.instant()));
        }
    }

    private void expire() {
        Instant now = clock.instant();
        List<BranchRecord> expired = branches.values().stream()
                .filter(branch ->
                        branch.expiresAt() != null && !branch.expiresAt().isAfter(now))
                .toList();
        for (BranchRecord branch : expired) {
            remove(branch.id());
            operations.start(List.of(new Step("delete_timeline", branch.id(), null, () -> storage.delete(branch))));
        }
    }

    private void remove(String branch) {
        branches.remove(branch);
        databases.remove(branch);
        endpoints.values().removeIf(endpoint -> endpoint.branchId().equals(branch));
    }
}
