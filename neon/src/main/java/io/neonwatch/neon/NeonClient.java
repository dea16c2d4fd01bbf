package io.neonwatch.neon;

import io.neonwatch.neon.Answer.OfBranch;
import io.neonwatch.neon.Answer.OfBranches;
import io.neonwatch.neon.Answer.OfDatabases;
import io.neonwatch.neon.Answer.OfEndpoint;
import io.neonwatch.neon.Answer.OfEndpoints;
import io.neonwatch.neon.Answer.OfOperation;
import io.neonwatch.neon.Answer.OfOperations;
import io.neonwatch.neon.Answer.OfProject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Neon's API. Every method asks Neon, waits for the answer, and repeats the request while Neon is locked, limits the
 * rate or is unavailable; requests that change nothing also when no answer came. All may throw {@link NeonException}.
 * Safe for use by several threads.
 */
public final class NeonClient implements AutoCloseable {

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
    private static final int PAGE = 100;

    private final NeonHttp http;

    public NeonClient(NeonConfig config) {
        this(config, RetryPolicy.USUAL, USUAL_TIMEOUT);
    }

    /** @param timeout of one attempt, from the connection to the last byte of the answer */
    public NeonClient(NeonConfig config, RetryPolicy retry, Duration timeout) {
        this.http = new NeonHttp(config, retry, timeout);
    }

    public Project getProject(String project) throws InterruptedException {
        return http.send(NeonRequest.get("projects", project), OfProject.class).project();
    }

    /**
     * All branches, page by page.
     *
     * @param search part of a name or id; null for every branch
     */
    public List<Branch> listBranches(String project, @Nullable String search) throws InterruptedException {
        List<Branch> branches = new ArrayList<>();
        NeonRequest first = NeonRequest.get("projects", project, "branches")
                .with("search", search)
                .with("limit", PAGE);
        String cursor = null;
        do {
            OfBranches page = http.send(first.with("cursor", cursor), OfBranches.class);
            branches.addAll(page.branches());
            cursor = page.branches().isEmpty() || page.pagination() == null
                    ? null
                    : page.pagination().next();
        } while (cursor != null && !cursor.isEmpty());
        return branches;
    }

    /** The branch of exactly that name. */
    public Optional<Branch> findBranch(String project, String name) throws InterruptedException {
        return listBranches(project, name).stream()
                .filter(branch -> branch.name().equals(name))
                .findFirst();
    }

    public Branch getBranch(String project, String branch) throws InterruptedException {
        return http.send(NeonRequest.get("projects", project, "branches", branch), OfBranch.class)
                .branch();
    }

    /**
     * Creates a branch. Neon has no way to tell a repeat: after a failure whose outcome is unknown look for the name.
     */
    public CreatedBranch createBranch(String project, NewBranch branch) throws InterruptedException {
        return http.send(
                NeonRequest.post(CreateBranchBody.of(branch), "projects", project, "branches"), CreatedBranch.class);
    }

    public List<Endpoint> listEndpoints(String project) throws InterruptedException {
        return http.send(NeonRequest.get("projects", project, "endpoints"), OfEndpoints.class)
                .endpoints();
    }

    public List<Endpoint> listEndpoints(String project, String branch) throws InterruptedException {
        return http.send(NeonRequest.get("projects", project, "branches", branch, "endpoints"), OfEndpoints.class)
                .endpoints();
    }

    /** Asks no compute: a suspended one stays so. */
    public List<Database> listDatabases(String project, String branch) throws InterruptedException {
        return http.send(NeonRequest.get("projects", project, "branches", branch, "databases"), OfDatabases.class)
                .databases();
    }

    /** Does not wake a suspended compute. */
    public Endpoint getEndpoint(String project, String endpoint) throws InterruptedException {
        return http.send(NeonRequest.get("projects", project, "endpoints", endpoint), OfEndpoint.class)
                .endpoint();
    }

    public Operation getOperation(String project, String operation) throws InterruptedException {
        return http.send(NeonRequest.get("projects", project, "operations", operation), OfOperation.class)
                .operation();
    }

    /**
     * The operations created at or after a time; Neon gives the newest first.
     *
     * @param since by Neon's clock
     */
    public List<Operation> listOperations(String project, Instant since) throws InterruptedException {
        List<Operation> operations = new ArrayList<>();
        NeonRequest first = NeonRequest.get("projects", project, "operations").with("limit", PAGE);
        String cursor = null;
        boolean more;
        do {
            OfOperations page = http.send(first.with("cursor", cursor), OfOperations.class);
            List<Operation> wanted = page.operations().stream()
                    .filter(operation -> !operation.createdAt().isBefore(since))
                    .toList();
            operations.addAll(wanted);
            // A page that is not full is the last one, even if it has a cursor.
            String next = page.pagination() == null ? null : page.pagination().cursor();
            more = next != null && !next.equals(cursor) && wanted.size() == PAGE;
            cursor = next;
        } while (more);
        return operations;
    }

    @Override
    public void close() {
        http.close();
    }
}
