package io.neonwatch.notifier.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.notifier.Alerts;
import io.neonwatch.notifier.recovery.RecoveryConfig.Mode;
import io.neonwatch.notifier.recovery.RecoveryRules.Step;
import io.neonwatch.schemas.Alert;
import io.neonwatch.schemas.IntentAction;
import io.neonwatch.schemas.Recovery;
import io.neonwatch.schemas.RecoveryMode;
import io.neonwatch.schemas.RecoveryPoint;
import io.neonwatch.schemas.RecoveryState;
import io.neonwatch.schemas.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryRulesTest {

    private static final Instant START = Instant.parse("2026-11-23T03:14:15Z");
    private static final Instant NOW = START.plusSeconds(10);
    private static final String PROJECT = "quiet-harbor-40617382";

    private final Alerts alert = Alerts.massChange(1, START);

    @Test
    void shouldAskForABranchNamedAfterTheEpisode() {
        // When
        Recovery request = request(Mode.AUTO).orElseThrow();

        // Then
        assertThat(request.getId()).isEqualTo(alert.episode());
        assertThat(request.getMode()).isEqualTo(RecoveryMode.AUTO);
        assertThat(request.getProject()).isEqualTo(PROJECT);
        assertThat(request.getParentBranch()).isEqualTo("br-summer-art-a864udht");
        assertThat(request.getBranchName()).startsWith("recovery-20261123-ab120000-");
        assertThat(request.getPoint().getAt()).isEqualTo(START.minusSeconds(2));
        assertThat(request.getExpiresAt()).isEqualTo(NOW.plus(Duration.ofDays(7)));
    }

    @Test
    void shouldKeepTheMarginWhereOnlyATimeIsKnown() {
        // Given
        RecoveryRules rules = new RecoveryRules(new RecoveryConfig(Mode.AUTO, null, Duration.ofSeconds(5), null, null));
        Alert byTime = alert.fires(Severity.CRITICAL).getAlert();
        RecoveryPoint position = new RecoveryPoint(START, "0/16B3748");
        Alert byPosition = Alert.newBuilder(byTime).setRecoveryPoint(position).build();

        // Then
        assertThat(rules.point(byTime).getAt()).isEqualTo(START.minusSeconds(7));
        assertThat(rules.point(byPosition)).isEqualTo(position);
    }

    @Test
    void shouldAskForNothingUnlessTheAlertIsCriticalAndItsRuleAsks() {
        // Given
        RecoveryRules rules = rules(Mode.AUTO);

        // Then
        assertThat(rules.request(alert.fires(Severity.WARNING), NOW)).isEmpty();
        assertThat(rules.request(alert.risesToCritical(), NOW)).isPresent();
        assertThat(rules.request(alert.resolves(), NOW)).isEmpty();
        assertThat(rules.request(
                        alert.with(builder -> builder.setRecovery(false)).risesToCritical(), NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "a/b/c/d", "p/br-x/ep-y", "P/br-x/ep-y/db", "p/br-x/ep-y/"})
    void shouldAskForNothingOutsideNeon(String target) {
        // Given
        alert.with(builder -> builder.setTarget(target));

        // Then
        assertThat(request(Mode.AUTO)).isEmpty();
    }

    @Test
    void shouldKnowADatabaseWhoseNameHasASlash() {
        assertThat(NeonTarget.parse("p/br-x/ep-y/my/db")).contains(new NeonTarget("p", "br-x", "ep-y", "my/db"));
    }

    @ParameterizedTest
    @CsvSource({"mass-change, p1, AUTO", "mass-change, p2, APPROVE", "other, p1, OFF", "other, p2, DRY_RUN"})
    void shouldTakeTheFirstOverrideThatMatches(String rule, String project, Mode expected) {
        // Given
        RecoveryConfig config = new RecoveryConfig(
                Mode.DRY_RUN,
                null,
                null,
                null,
                List.of(
                        new RecoveryOverride("mass-change", "p1", Mode.AUTO),
                        new RecoveryOverride("mass-change", null, Mode.APPROVE),
                        new RecoveryOverride(null, "p1", Mode.OFF)));

        // Then
        assertThat(config.modeFor(rule, project)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO, REQUESTED, APPROVE", "AUTO, APPROVED, CALL", "AUTO, CALLING, CALL", "AUTO, RUNNING, CALL",
        "AUTO, READY, NONE", "AUTO, FAILED, NONE", "AUTO, VERIFIED, NONE", "AUTO, EXPIRED, NONE",
        "DRY_RUN, REQUESTED, NONE", "APPROVE, REQUESTED, NONE"
    })
    void shouldGoOnFromWhereItWas(RecoveryMode mode, RecoveryState state, Step expected) {
        // Given
        Recovery recovery = Recovery.newBuilder(request(Mode.AUTO).orElseThrow())
                .setMode(mode)
                .setState(state)
                .build();

        // Then
        assertThat(rules(Mode.AUTO).next(recovery, NOW)).isEqualTo(expected);
    }

    @Test
    void shouldGiveUpAfterADay() {
        // Given
        Recovery recovery = request(Mode.AUTO).orElseThrow();

        // Then
        assertThat(rules(Mode.AUTO).next(recovery, NOW.plus(Duration.ofHours(25))))
                .isEqualTo(Step.GIVE_UP);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    AUTO; is being created from just before the damage (2026-11-23 03:14:13.000 UTC). Not yet verified
                    APPROVE; once someone approves it
                    DRY_RUN; would be created from just before the damage (2026-11-23 03:14:13.000 UTC). Nothing is created
                    OFF; ''
                    """)
    void shouldSayWhatHappens(Mode mode, String expected) {
        // Given
        RecoveryWords words = new RecoveryWords(rules(mode));
        Alert critical = alert.fires(Severity.CRITICAL).getAlert();

        // Then
        assertThat(words.remark(IntentAction.FIRING, critical)).contains(expected);
    }

    private Optional<Recovery> request(Mode mode) {
        return rules(mode).request(alert.fires(Severity.CRITICAL), NOW);
    }

    private static RecoveryRules rules(Mode mode) {
        return new RecoveryRules(new RecoveryConfig(mode, null, null, null, null));
    }
}
