package io.neonwatch.neon;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The wrappers that Neon puts around what it answers. */
final class Answer {

    private Answer() {}

    record OfProject(Project project) {
        OfProject {
            Objects.requireNonNull(project, "project");
        }
    }

    record OfBranch(Branch branch) {
        OfBranch {
            Objects.requireNonNull(branch, "branch");
        }
    }

    record OfBranches(List<Branch> branches, @Nullable Pagination pagination) {
        OfBranches {
            Objects.requireNonNull(branches, "branches");
        }
    }

    record OfEndpoint(Endpoint endpoint) {
        OfEndpoint {
            Objects.requireNonNull(endpoint, "endpoint");
        }
    }

    record OfEndpoints(List<Endpoint> endpoints) {
        OfEndpoints {
            Objects.requireNonNull(endpoints, "endpoints");
        }
    }

    record OfDatabases(List<Database> databases) {
        OfDatabases {
            Objects.requireNonNull(databases, "databases");
        }
    }

    record OfOperation(Operation operation) {
        OfOperation {
            Objects.requireNonNull(operation, "operation");
        }
    }

    record OfOperations(
            List<Operation> operations, @Nullable Pagination pagination) {
        OfOperations {
            Objects.requireNonNull(operations, "operations");
        }
    }

    /** Branches go on at {@code next}, which the last page lacks; everything else at {@code cursor}. */
    record Pagination(@Nullable String next, @Nullable String cursor) {}
}
