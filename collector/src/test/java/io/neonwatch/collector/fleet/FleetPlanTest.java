package io.neonwatch.collector.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.runtime.config.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetPlanTest {

    private static final Member A = new Member(Targets.of("a"), true);
    private static final Member B = new Member(Targets.of("b"), true);
    private static final Member C = new Member(Targets.of("c"), true);

    @Test
    void shouldLeaveAloneWhatIsAsItShouldBe() {
        assertThat(FleetPlan.of(List.of(A, B), List.of(B, A), id -> true).isEmpty())
                .isTrue();
    }

    @Test
    void shouldStartWhatIsNewAndRemoveWhatIsGone() {
        // When
        FleetPlan plan = FleetPlan.of(List.of(A, B), List.of(B, C), id -> true);

        // Then
        assertThat(plan.start()).containsExactly(C);
        assertThat(plan.stop()).containsExactly(A);
        assertThat(plan.removed()).containsExactly(A);
    }

    @Test
    void shouldReplaceWhatHasChanged() {
        // Given
        TargetConfig target = A.target();
        Member changed =
                new Member(new TargetConfig(target.name(), target.url(), target.user(), new Secret("new"), null), true);

        // When
        FleetPlan plan = FleetPlan.of(List.of(A), List.of(changed), id -> true);

        // Then
        assertThat(plan.stop()).containsExactly(A);
        assertThat(plan.start()).containsExactly(changed);
        assertThat(plan.removed()).isEmpty();
    }

    @Test
    void shouldNotTakeAnotherCollectorsTargetForRemoved() {
        // When
        FleetPlan plan = FleetPlan.of(List.of(A, B), List.of(A, B, C), id -> id.equals("b"));

        // Then
        assertThat(plan.stop()).containsExactly(A);
        assertThat(plan.start()).isEmpty();
        assertThat(plan.removed()).isEmpty();
    }
}
