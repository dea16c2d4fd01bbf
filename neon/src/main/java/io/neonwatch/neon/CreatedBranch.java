package io.neonwatch.neon;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Neon answers to the creation of a branch: it is there, but not usable before the operations have ended. */
public record CreatedBranch(Branch branch, List<Endpoint> endpoints, List<Operation> operations) {

    public CreatedBranch(Branch branch, @Nullable List<Endpoint> endpoints, @Nullable List<Operation> operations) {
        this.branch = Objects.requireNonNull(branch, "branch");
        this.endpoints = List.copyOf(Objects.requireNonNullElse(endpoints, List.of()));
        this.operations = List.copyOf(Objects.requireNonNullElse(operations, List.of()));
    }
}
