package io.neonwatch.notifier;

import io.neonwatch.neon.NeonConfig;
import io.neonwatch.notifier.delivery.RetryConfig;
import io.neonwatch.notifier.recovery.RecoveryConfig;
import io.neonwatch.notifier.routing.Route;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The notifier, under the key {@code notifier}.
 *
 * @param name tells one running notifier from another; the host's name if left out
 * @param routes every one that matches is taken
 * @param neon where recovery branches are made; needed where {@code recovery} may call Neon
 */
public record NotifierConfig(
        @Nullable String name,
        List<ReceiverConfig> receivers,
        List<Route> routes,
        @Nullable RetryConfig retry,
        @Nullable RecoveryConfig recovery,
        @Nullable NeonConfig neon) {

    public NotifierConfig {
        if (name != null && !name.matches("[A-Za-z0-9._-]{1,64}"))
            throw new IllegalArgumentException("name must be 1 to 64 letters, digits, dots, hyphens or underscores");
        receivers = List.copyOf(receivers);
        routes = List.copyOf(routes);
        retry = Objects.requireNonNullElse(retry, RetryConfig.USUAL);
        recovery = Objects.requireNonNullElse(recovery, RecoveryConfig.USUAL);
        if (receivers.isEmpty())
            throw new IllegalArgumentException("receivers must not be empty: nobody would be paged");
        if (routes.isEmpty()) throw new IllegalArgumentException("routes must not be empty: nobody would be paged");
        requireKnownReceivers(receivers, routes);
        if (recovery.callsNeon() && neon == null)
            throw new IllegalArgumentException(
                    "recovery in mode approve or auto needs neon with an api_key; add it, or use off or dry_run");
    }

    RetryConfig retries() {
        return Objects.requireNonNullElse(retry, RetryConfig.USUAL);
    }

    RecoveryConfig recoveries() {
        return Objects.requireNonNullElse(recovery, RecoveryConfig.USUAL);
    }

    private static void requireKnownReceivers(List<ReceiverConfig> receivers, List<Route> routes) {
        Set<String> names = new HashSet<>();
        for (ReceiverConfig receiver : receivers)
            if (!names.add(receiver.name()))
                throw new IllegalArgumentException(
                        "receivers must have different names; rename one of those called " + receiver.name());
        for (Route route : routes)
            for (String receiver : route.receivers())
                if (!names.contains(receiver))
                    throw new IllegalArgumentException(
                            "routes name the receiver " + receiver + ", which is not there; use one of: "
                                    + names.stream().sorted().collect(Collectors.joining(", ")));
    }
}
