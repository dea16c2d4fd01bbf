package io.neonwatch.neon.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.neon.Branch;
import io.neonwatch.neon.BranchPoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryPlanTest {

    private static final Instant POINT = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void shouldNotTakeABranchOfAnotherParent() {
        assertThat(plan(BranchPoint.time(POINT)).mismatch(branch("br-other", null, POINT)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("br-other"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:00:00Z, true",
        "2026-11-23T09:59:56Z, true",
        "2025-01-01T00:00:00Z, true",
        "2026-11-23T10:00:00.001Z, false",
        ", true"
    })
    void shouldTakeTheLastCommitBeforeATime(@Nullable Instant resolved, boolean taken) {
        assertThat(plan(BranchPoint.time(POINT))
                        .mismatch(branch("br-parent", "0/1", resolved))
                        .isEmpty())
                .isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({
        "0/1DE2850, true",
        "0/01de2850, true",
        "0/1DE2851, false",
        "0/1DE2848, false",
        "0/1DE284A, true",
        ", true"
    })
    void shouldTakeAPositionAlignedAsNeonAlignsIt(@Nullable String resolved, boolean taken) {
        assertThat(plan(BranchPoint.lsn("0/1DE284C"))
                        .mismatch(branch("br-parent", resolved, null))
                        .isEmpty())
                .isEqualTo(taken);
    }

    private static RecoveryPlan plan(BranchPoint point) {
        return new RecoveryPlan("shiny-wind-028834", "br-parent", "recovery-1", point, null);
    }

    private static Branch branch(String parent, @Nullable String lsn, @Nullable Instant time) {
        return new Branch(
                "br-1",
                "shiny-wind-028834",
                parent,
                lsn,
                time,
                "recovery-1",
                "ready",
                null,
                false,
                false,
                null,
                0,
                0,
                0,
                POINT,
                null);
    }
}
