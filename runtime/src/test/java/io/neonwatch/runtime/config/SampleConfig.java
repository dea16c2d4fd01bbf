package io.neonwatch.runtime.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A configuration that has one of everything. */
record SampleConfig(
        String name,
        @Nullable Mode mode,
        @Nullable Duration threshold,
        @Nullable Integer port,
        @Nullable Double ratio,
        @Nullable Long bytes,
        @Nullable Short replicas,
        @Nullable Boolean enabled,
        @Nullable URI webhookUrl,
        @Nullable Path rulesFile,
        @Nullable Secret apiKey,
        @Nullable String password,
        @Nullable List<Target> targets,
        @Nullable Set<String> tags,
        @Nullable Map<String, String> properties,
        @Nullable Map<String, Duration> intervals,
        @Nullable Retry retry,
        @Nullable Unread other) {

    enum Mode {
        OFF,
        DRY_RUN
    }

    record Target(
            String name,
            URI url,
            @Nullable String user,
            @Nullable String password,
            int weight) {

        Target {
            if (weight < 0) throw new IllegalArgumentException("weight must not be negative");
            if (user != null && password == null) throw new IllegalArgumentException("give user a password");
            if (Objects.equals(user, password) && password != null)
                throw new IllegalArgumentException("password " + password + " must not be the user's name");
        }
    }

    record Retry(
            Duration initial, Duration maxWait, @Nullable Duration for_) {

        Retry {
            if (for_ != null && for_.isZero()) throw new IllegalArgumentException("for must not be zero");
            if (maxWait.compareTo(initial) < 0)
                throw new IllegalArgumentException("maxWait must not be less than initial");
        }
    }

    SampleConfig {
        targets = List.copyOf(Objects.requireNonNullElse(targets, List.of()));
    }
}
