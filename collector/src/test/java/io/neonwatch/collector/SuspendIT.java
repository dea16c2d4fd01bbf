package io.neonwatch.collector;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.sampling.NeonBranch;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.neon.NeonComputes;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.neon.NeonConfig;
import io.neonwatch.neon.RetryPolicy;
import io.neonwatch.runtime.config.Secret;
import io.neonwatch.sandbox.neon.Compute;
import io.neonwatch.sandbox.neon.NeonControlPlane;
import io.neonwatch.sandbox.neon.Seed;
import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import io.neonwatch.schemas.TargetState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a compute that suspends and wakes by Neon's rules, and counts who wakes it. */
@Timeout(180)
class SuspendIT {

    private static final Seed SEED = Seed.of("127.0.0.1", 5432, "shop");
    private static final Duration SUSPEND_TIMEOUT = ofSeconds(4);

    private final TemporaryDirectory directory = TemporaryDirectory.create("suspend-test");
    private final EmbeddedPostgres postgres = EmbeddedPostgres.start(directory.path());
    private final NeonControlPlane controlPlane = NeonControlPlane.start(SEED);
    private final NeonClient client = new NeonClient(
            new NeonConfig(controlPlane.url(), new Secret(controlPlane.apiKey())),
            new RetryPolicy(2, ofMillis(50), ofMillis(100), ofMillis(500)),
            ofSeconds(5));
    private final NeonComputes computes = new NeonComputes(client);

    SuspendIT() {
        postgres.createDatabase("shop", "shop");
        postgres.createMonitor("watcher");
    }

    @AfterEach
    void stopAll() {
        client.close();
        controlPlane.close();
        postgres.close();
        directory.close();
    }

    @Test
    void shouldLetAnIdleComputeSuspendAndNeverWakeIt() throws SQLException {
        try (Compute compute = Compute.start(controlPlane, SEED, postgres, SUSPEND_TIMEOUT);
                WatchedTarget target = watch(compute, true)) {
            // Given
            await().atMost(ofSeconds(30))
                    .until(() -> target.values("neonwatch.up").contains(1.0));

            // When nobody does anything
            await().atMost(ofSeconds(60)).until(compute::suspended);
            await().atMost(ofSeconds(30)).until(() -> target.state() == TargetState.SUSPENDED);
            long rounds = target.batches("neon").count();
            await().atMost(ofSeconds(60)).until(() -> target.batches("neon").count() >= rounds + 4);

            // Then it sleeps on, and that is healthy
            assertThat(compute.wakes()).isZero();
            assertThat(compute.suspended()).isTrue();
            assertThat(target.health().ready()).isTrue();
            assertThat(target.values("neonwatch.up")).doesNotContain(0.0);
            assertThat(target.values("neonwatch.connection.failures", Map.of("reason", "probe")))
                    .doesNotContain(1.0);
            assertThat(target.values("neonwatch.compute.state", Map.of("state", "idle"))
                            .getLast())
                    .isEqualTo(1.0);

            // When a user comes
            use(compute);

            // Then the collector follows, and lets it suspend again
            await().atMost(ofSeconds(30))
                    .until(() -> target.states().stream()
                                    .filter(state -> state.getState() == TargetState.ACTIVE
                                            && state.getDetail().isEmpty())
                                    .map(state -> state.getEpoch())
                                    .distinct()
                                    .count()
                            == 2);
            await().atMost(ofSeconds(60)).until(compute::suspended);
            assertThat(compute.wakes()).isEqualTo(1);
        }
    }

    @Test
    void shouldWatchABusyComputeWithoutGaps() throws SQLException {
        try (Compute compute = Compute.start(controlPlane, SEED, postgres, SUSPEND_TIMEOUT);
                WatchedTarget target = watch(compute, true);
                Connection user = user(compute)) {
            // When somebody asks something now and then, for twice the time to suspend
            Instant end = Instant.now().plus(SUSPEND_TIMEOUT.multipliedBy(2));
            await().atMost(ofSeconds(60)).pollInterval(ofMillis(400)).until(() -> {
                execute(user);
                return Instant.now().isAfter(end);
            });

            // Then
            assertThat(target.states()).extracting(state -> state.getState()).containsExactly(TargetState.ACTIVE);
            assertThat(target.detail()).isEmpty();
            assertThat(compute.suspended()).isFalse();
        }
    }

    @Test
    void shouldFollowSomebodyWhoComesWhileTheComputeIsLeftAlone() throws SQLException {
        try (Compute compute = Compute.start(controlPlane, SEED, postgres, ofSeconds(25));
                WatchedTarget target = watch(compute, true)) {
            // Given
            await().atMost(ofSeconds(60)).until(() -> target.detail().contains("left alone"));

            // When
            try (Connection user = user(compute)) {
                // Then it is connected again without ever having been suspended
                await().atMost(ofSeconds(60)).pollInterval(ofMillis(400)).until(() -> {
                    execute(user);
                    return target.detail().isEmpty();
                });
            }
            assertThat(compute.wakes()).isZero();
        }
    }

    @Test
    void shouldKeepAComputeAwakeWhenToldTo() {
        try (Compute compute = Compute.start(controlPlane, SEED, postgres, ofSeconds(2));
                WatchedTarget target = watch(compute, false)) {
            // When
            Instant end = Instant.now().plus(ofSeconds(8));
            await().atMost(ofSeconds(60)).until(() -> Instant.now().isAfter(end));

            // Then
            assertThat(compute.suspended()).isFalse();
            assertThat(target.states()).extracting(state -> state.getState()).containsExactly(TargetState.ACTIVE);
        }
    }

    @Test
    void shouldNotConnectWhenNeonDoesNotTellTheState() {
        // Given
        controlPlane.stop();
        try (Compute compute = Compute.start(controlPlane, SEED, postgres, SUSPEND_TIMEOUT);
                WatchedTarget target = watch(compute, true)) {
            // Then
            await().atMost(ofSeconds(60)).until(() -> target.detail().contains("Neon does not tell"));
            assertThat(target.health().ready()).isFalse();
            assertThat(target.values("neonwatch.up")).isEmpty();
            assertThat(target.everything()).doesNotContain(controlPlane.apiKey());
            await().atMost(ofSeconds(60)).until(compute::suspended);

            // When
            controlPlane.restart();

            // Then
            await().atMost(ofSeconds(60)).until(() -> target.state() == TargetState.SUSPENDED);
            assertThat(compute.wakes()).isZero();
        }
    }

    @Test
    void shouldAskNoMoreThanItMayWhenNeonLimitsTheRate() {
        // Given
        try (Compute compute = Compute.start(controlPlane, SEED, postgres, SUSPEND_TIMEOUT)) {
            controlPlane.respondWith(429, Map.of("Retry-After", "2"), 3);

            // When
            try (WatchedTarget target = watch(compute, true)) {
                // Then
                await().atMost(ofSeconds(60)).until(() -> target.detail().contains("429"));
                await().atMost(ofSeconds(60))
                        .until(() -> target.state() == TargetState.ACTIVE || target.state() == TargetState.SUSPENDED);
            }
        }
    }

    private WatchedTarget watch(Compute compute, boolean letSuspend) {
        TargetConfig config = new TargetConfig(
                "shop",
                "jdbc:postgresql://127.0.0.1:" + compute.port() + "/shop",
                "watcher",
                null,
                new NeonBranch(SEED.project(), SEED.branch(), SEED.endpoint()));
        return WatchedTarget.start(config, WatchedTarget.config(ofMillis(500), letSuspend, 1.0), computes);
    }

    private static void use(Compute compute) throws SQLException {
        try (Connection user = user(compute)) {
            execute(user);
        }
    }

    private static Connection user(Compute compute) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + compute.port() + "/shop?user=shop");
    }

    private static void execute(Connection user) throws SQLException {
        try (Statement statement = user.createStatement()) {
            statement.execute("SELECT 1");
        }
    }
}
