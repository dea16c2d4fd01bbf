package io.neonwatch.collector.fleet.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.sampling.NamePatterns;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnBranchesTest {

    @ParameterizedTest
    @CsvSource({
        "recovery-20260101-abcdef01-x, *,          true",
        "backup-20260101-0000,         *,          true",
        "backup-20260101-0000,         b*,         true",
        "recovery-20260101-abcdef01-x, recovery-*, false",
        "backup-20260101-0000,         recovery-*, true",
        "main,                         *,          false",
        "my-recovery-plan,             *,          false",
    })
    void shouldLeaveOutBranchesThatNobodyAsksFor(String branch, String include, boolean leftOut) {
        assertThat(OwnBranches.leaveOut(branch, new NamePatterns(List.of(include), null)))
                .isEqualTo(leftOut);
    }
}
