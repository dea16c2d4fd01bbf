package io.neonwatch.neon;

import java.util.Objects;

/**
 * A database of a branch.
 *
 * @param id an older database has a smaller one
 */
public record Database(long id, String branchId, String name, String ownerName) {

    public Database {
        Objects.requireNonNull(branchId, "branch_id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(ownerName, "owner_name");
    }
}
