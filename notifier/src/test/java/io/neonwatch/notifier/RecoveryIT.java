package io.neonwatch.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.notifier.delivery.Checkpoint;
import io.neonwatch.sandbox.neon.BranchRecord;
import io.neonwatch.sandbox.neon.NeonControlPlane;
import io.neonwatch.sandbox.neon.Seed;
import io.neonwatch.schemas.Recovery;
import io.neonwatch.schemas.RecoveryMode;
import io.neonwatch.schemas.RecoveryState;
import io.neonwatch.schemas.Severity;
import io.neonwatch.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PROJECT = "quiet-harbor-40617382";

    @TempDir
    private static Path directory;

    private static Stack stack;
    private static int number;

    private NeonControlPlane neon;
    private Alerts alert;

    @BeforeAll
    static void startStack() throws InterruptedException {
        stack = new Stack(directory);
    }

    @AfterAll
    static void stopStack() {
        stack.close();
    }

    @BeforeEach
    void startNeon() {
        neon = NeonControlPlane.builder()
                .seeds(Seed.of("localhost", 5432, "neondb"))
                .operationTime(Duration.ofMillis(1_500))
                .start();
        alert = Alerts.massChange(++number, Instant.now().minusSeconds(300).truncatedTo(ChronoUnit.MILLIS));
    }

    @AfterEach
    void stopNotifierAndNeon() {
        stack.stopNotifiers();
        neon.close();
    }

    @Test
    void shouldMakeOneBranchHoweverOftenItIsAskedFor() {
        // Given
        start("auto");

        // When
        stack.publish(alert.fires(Severity.CRITICAL));
        stack.publish(alert.risesToCritical());
        stack.publish(alert.fires(Severity.CRITICAL));

        // Then
        awaitState(RecoveryState.READY);
        assertThat(recoveryBranches()).singleElement().satisfies(branch -> {
            assertThat(branch.name()).isEqualTo(last().getBranchName());
            assertThat(branch.id()).isEqualTo(last().getBranchId());
            assertThat(branch.expiresAt()).isNotNull();
        });
        assertThat(states())
                .containsExactly(
                        RecoveryState.REQUESTED,
                        RecoveryState.APPROVED,
                        RecoveryState.CALLING,
                        RecoveryState.RUNNING,
                        RecoveryState.READY);
    }

    @Test
    void shouldMakeOneBranchOverARestart() {
        // Given
        start("auto");
        stack.publish(alert.fires(Severity.CRITICAL));
        await().atMost(PATIENCE).until(() -> states().contains(RecoveryState.CALLING));

        // When
        stack.stopNotifiers();
        start("auto");

        // Then
        awaitState(RecoveryState.READY);
        assertThat(recoveryBranches()).hasSize(1);
    }

    @Test
    void shouldMakeOneBranchThoughTheAnswerIsLostAndNeonIsAwayForAWhile() {
        // Given
        neon.respondWith(503, Map.of(), 4);
        neon.loseAnswers("POST", 1);
        start("auto");

        // When
        stack.publish(alert.fires(Severity.CRITICAL));

        // Then
        awaitState(RecoveryState.READY);
        assertThat(recoveryBranches()).hasSize(1);
    }

    @Test
    void shouldOnlySayWhatItWouldDoInADryRun() {
        // Given
        start("dry_run");

        // When
        stack.publish(alert.fires(Severity.CRITICAL));

        // Then
        await().atMost(PATIENCE).until(() -> !states().isEmpty());
        assertThat(last().getMode()).isEqualTo(RecoveryMode.DRY_RUN);
        assertThat(last().getState()).isEqualTo(RecoveryState.REQUESTED);
        assertThat(last().getDetail()).contains("would create branch", last().getBranchName());
        assertThat(recoveryBranches()).isEmpty();
    }

    @Test
    void shouldPageWhenTheBranchCannotBeMade() {
        // Given
        alert.with(builder -> builder.setRecoveryPoint(null));
        start("auto");

        // When
        stack.publish(alert.fires(Severity.CRITICAL));

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(new Sinks(stack, alert).slack())
                        .containsExactlyInAnyOrder("🔴 CRITICAL · mass-change", "⚠️ RECOVERY FAILED · mass-change"));
        assertThat(last().getState()).isEqualTo(RecoveryState.FAILED);
        assertThat(last().getDetail()).contains("does not say where");
        assertThat(recoveryBranches()).isEmpty();
    }

    @Test
    void shouldNotMakeMoreBranchesThanAllowed() {
        // Given
        start("auto, max_open: 1");
        stack.publish(alert.fires(Severity.CRITICAL));
        awaitState(RecoveryState.READY);
        alert = Alerts.massChange(++number, Instant.now().minusSeconds(300).truncatedTo(ChronoUnit.MILLIS));

        // When
        stack.publish(alert.fires(Severity.CRITICAL));

        // Then
        awaitState(RecoveryState.FAILED);
        assertThat(last().getDetail()).contains("max_open");
        assertThat(recoveryBranches()).hasSize(1);
    }

    private void start(String mode) {
        String section =
                "recovery: {mode: " + mode + "}\nneon: {url: \"" + neon.url() + "\", api_key: " + neon.apiKey() + "}\n";
        stack.startNotifier(stack.config(section), Checkpoint.NONE);
    }

    private List<BranchRecord> recoveryBranches() {
        return neon.branches(PROJECT).stream()
                .filter(branch -> branch.name().startsWith("recovery-"))
                .toList();
    }

    private List<Recovery> steps() {
        return stack.read(Topics.RECOVERIES).stream()
                .filter(recovery -> recovery.getEpisode().equals(alert.episode()))
                .sorted(Comparator.comparing(Recovery::getUpdatedAt))
                .toList();
    }

    private List<RecoveryState> states() {
        return steps().stream().map(Recovery::getState).toList();
    }

    /** The newest step; fails as an assertion while there is none. */
    private Recovery last() {
        List<Recovery> steps = steps();
        assertThat(steps).isNotEmpty();
        return steps.getLast();
    }

    private void awaitState(RecoveryState state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(last().getState()).isEqualTo(state));
    }
}
