package io.neonwatch.collector.sampling.vector;

import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.runtime.config.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a target's database, such as a Neon branch of it, where exact searches are in nobody's way.
 *
 * @param target the target's name
 * @param url of the copy
 * @param user the target's if left out
 * @param password the target's if left out
 * @param wake whether a run may wake a suspended compute of Neon; false if left out
 */
public record RecallBranch(
        String target,
        String url,
        @Nullable String user,
        @Nullable Secret password,
        @Nullable Boolean wake) {

    public RecallBranch {
        // Says what is wrong with the address when the file is read.
        new TargetConfig(target, url, user == null ? "user" : user, password, null);
    }

    /** Whether a run may connect without a look at the compute's state. */
    public boolean mayWake() {
        return Boolean.TRUE.equals(wake);
    }

    /** The copy, by the name of what it is a copy of. */
    public TargetConfig in(TargetConfig watched) {
        return new TargetConfig(
                watched.name(),
                url,
                user == null ? watched.user() : user,
                password == null ? watched.password() : password,
                null);
    }
}
