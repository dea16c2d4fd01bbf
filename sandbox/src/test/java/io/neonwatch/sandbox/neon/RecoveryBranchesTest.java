package io.neonwatch.sandbox.neon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.neonwatch.neon.Branch;
import io.neonwatch.neon.BranchPoint;
import io.neonwatch.neon.Endpoint;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.neon.NeonConfig;
import io.neonwatch.neon.NeonException;
import io.neonwatch.neon.NeonException.Kind;
import io.neonwatch.neon.NewBranch;
import io.neonwatch.neon.OperationPolling;
import io.neonwatch.neon.RetryPolicy;
import io.neonwatch.neon.recovery.RecoveryBranch;
import io.neonwatch.neon.recovery.RecoveryBranches;
import io.neonwatch.neon.recovery.RecoveryPlan;
import io.neonwatch.runtime.config.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recovery branches of the client, against the control plane and what can go wrong with it. */
@Timeout(120)
class RecoveryBranchesTest {

    private static final Seed SEED = Seed.of("localhost", 5432, "neondb");
    private static final Instant POINT = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MICROS);
    private static final RecoveryPlan PLAN = plan(BranchPoint.time(POINT));

    private final NeonControlPlane controlPlane = NeonControlPlane.builder()
            .seeds(SEED)
            .operationTime(Duration.ofMillis(30))
            .start();
    private final NeonClient client = new NeonClient(
            new NeonConfig(controlPlane.url(), new Secret(controlPlane.apiKey())),
            new RetryPolicy(200, Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(30)),
            Duration.ofSeconds(20));
    private final RecoveryBranches recovery = new RecoveryBranches(
            client, new OperationPolling(Duration.ofMillis(5), Duration.ofSeconds(30), Duration.ZERO));

    @AfterEach
    void close() {
        client.close();
        controlPlane.close();
    }

    @Test
    void shouldMakeABranchThatCanBeConnectedTo() throws InterruptedException {
        // When
        RecoveryBranch made = recovery.createOrFind(PLAN);

        // Then
        assertThat(made.created()).isTrue();
        assertThat(made.branch().usable()).isTrue();
        assertThat(made.branch().parentId()).isEqualTo(SEED.branch());
        assertThat(made.branch().expiresAt()).isEqualTo(PLAN.expiresAt());
        assertThat(made.resolvedTime()).isEqualTo(POINT);
        assertThat(made.operationIds()).hasSize(2);
        assertThat(made.endpoint())
                .isNotNull()
                .extracting(Endpoint::currentState)
                .isEqualTo("active");
    }

    @Test
    void shouldMakeABranchAtAPositionWithoutACompute() throws InterruptedException {
        // Given
        RecoveryPlan plan = new RecoveryPlan(
                SEED.project(), SEED.branch(), "recovery-1", BranchPoint.lsn("0/1DE2850"), null, false);

        // When
        RecoveryBranch made = recovery.createOrFind(plan);

        // Then
        assertThat(made.resolvedLsn()).isEqualTo("0/1DE2850");
        assertThat(made.endpoint()).isNull();
    }

    @Test
    void shouldFindTheBranchWhenAskedAgain() throws InterruptedException {
        // Given
        RecoveryBranch made = recovery.createOrFind(PLAN);

        // When
        RecoveryBranch again = recovery.createOrFind(PLAN);

        // Then
        assertThat(again.created()).isFalse();
        assertThat(again.id()).isEqualTo(made.id());
        assertThat(again.operationIds()).containsExactlyInAnyOrderElementsOf(made.operationIds());
        assertThat(again.endpoint()).isEqualTo(made.endpoint());
        assertOneBranch();
    }

    @Test
    void shouldWaitForABranchThatSomeoneElseHasJustAskedFor() throws InterruptedException {
        // Given
        recovery.request(PLAN);

        // When
        RecoveryBranch found = recovery.createOrFind(PLAN);

        // Then
        assertThat(found.created()).isFalse();
        assertThat(found.branch().usable()).isTrue();
        assertThat(found.operationIds()).hasSize(2);
    }

    @Test
    void shouldFindTheBranchWhoseAnswerWasLost() throws InterruptedException {
        // Given
        controlPlane.loseAnswers("POST", 1);

        // When
        RecoveryBranch found = recovery.createOrFind(PLAN);

        // Then
        assertThat(found.branch().name()).isEqualTo(PLAN.name());
        assertOneBranch();
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 423, 429, 500, 502, 503, 524})
    void shouldMakeOneBranchWhateverTheFirstAnswerWas(int status) throws InterruptedException {
        // Given
        controlPlane.respondWith("POST", status, Map.of(), 1);

        // When
        recovery.createOrFind(PLAN);

        // Then
        assertOneBranch();
    }

    @Test
    void shouldMakeOneBranchForManyWhoAskAtOnce() throws Exception {
        // Given
        controlPlane.loseAnswers("POST", 2);

        // When
        List<String> ids = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RecoveryBranch>> results = new ArrayList<>();
            for (int i = 0; i < 12; i++) results.add(callers.submit(() -> recovery.createOrFind(PLAN)));
            for (Future<RecoveryBranch> result : results) ids.add(result.get().id());
        }

        // Then
        assertThat(ids).hasSize(12).containsOnly(ids.getFirst());
        assertOneBranch();
    }

    @Test
    void shouldWaitUntilAnotherChangeOfTheProjectHasEnded() throws InterruptedException {
        // Given
        client.createBranch(SEED.project(), new NewBranch(null, "dev", new BranchPoint.Head(), null, null, true));

        // When
        RecoveryBranch made = recovery.createOrFind(PLAN);

        // Then
        assertThat(made.branch().usable()).isTrue();
    }

    @Test
    void shouldWaitUntilTheParentIsReady() throws InterruptedException {
        // Given
        Branch parent = client.createBranch(
                        SEED.project(), new NewBranch(null, "dev", new BranchPoint.Head(), null, null, false))
                .branch();

        // When
        RecoveryBranch made = recovery.createOrFind(
                new RecoveryPlan(SEED.project(), parent.id(), "recovery-1", new BranchPoint.Head(), null));

        // Then
        assertThat(made.branch().parentId()).isEqualTo(parent.id());
    }

    @Test
    void shouldRefuseAnotherBranchOfThatName() throws InterruptedException {
        // Given
        Branch other = recovery.createOrFind(plan(new BranchPoint.Head())).branch();

        // When
        NeonException failure = failure(PLAN);

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(failure).hasMessageContainingAll(other.id(), PLAN.name(), "starts at");
    }

    @Test
    void shouldSayHowFarBackTheHistoryGoes() {
        for (BranchPoint point : List.of(BranchPoint.time(Instant.EPOCH), BranchPoint.lsn("0/28"))) {
            NeonException failure = failure(plan(point));
            assertThat(failure.kind()).isEqualTo(Kind.OUTSIDE_HISTORY);
            assertThat(failure.status()).isEqualTo(406);
            assertThat(failure).hasMessageContainingAll("86400 s (24 h)", SEED.branch(), point.toString());
        }
    }

    @Test
    void shouldStartAtTheHeadForATimeInTheFuture() throws InterruptedException {
        // Given
        Instant future = Instant.now().plusSeconds(3600);

        // When
        RecoveryBranch made = recovery.createOrFind(plan(BranchPoint.time(future)));

        // Then
        assertThat(made.resolvedTime()).isNotNull().isBefore(future);
    }

    @Test
    void shouldNotHideWhatIsWrongWithThePlan() {
        RecoveryPlan plan = new RecoveryPlan(SEED.project(), "br-unknown", "recovery-1", BranchPoint.time(POINT), null);
        assertThat(failure(plan).kind()).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void shouldSucceedOnceTheApiIsBack() throws InterruptedException {
        // Given
        controlPlane.stop();
        try (NeonClient impatient = new NeonClient(
                new NeonConfig(controlPlane.url(), new Secret(controlPlane.apiKey())),
                new RetryPolicy(2, Duration.ofMillis(5), Duration.ofMillis(5), Duration.ofSeconds(1)),
                Duration.ofSeconds(5))) {
            NeonException failure =
                    catchThrowableOfType(NeonException.class, () -> new RecoveryBranches(impatient).createOrFind(PLAN));
            assertThat(failure.kind().temporary()).isTrue();
        }

        // When
        controlPlane.restart();
        recovery.createOrFind(PLAN);

        // Then
        assertOneBranch();
    }

    private void assertOneBranch() {
        assertThat(controlPlane.branches(SEED.project()))
                .filteredOn(branch -> !branch.isDefault())
                .extracting(BranchRecord::name)
                .containsExactly(PLAN.name());
    }

    private NeonException failure(RecoveryPlan plan) {
        NeonException failure = catchThrowableOfType(NeonException.class, () -> recovery.createOrFind(plan));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static RecoveryPlan plan(BranchPoint point) {
        Instant expiry = POINT.plus(Duration.ofDays(7)).truncatedTo(ChronoUnit.SECONDS);
        return new RecoveryPlan(SEED.project(), SEED.branch(), "recovery-20261123-9f86d081-mwtxhbzz", point, expiry);
    }
}
