package io.neonwatch.collector.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.sampling.Standing;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.runtime.config.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetPlanTest {

    private static final Standing HELD = new Standing.Held();
    private static final Standing UNCONFIRMED = new Standing.Unconfirmed(0);
    private static final Member A = new Member(Targets.of("a"), true);
    private static final Member B = new Member(Targets.of("b"), true);
    private static final Member C = new Member(Targets.of("c"), true);

    @Test
    void shouldLeaveAloneWhatIsAsItShouldBe() {
        assertThat(FleetPlan.of(List.of(A, B), List.of(B, A), _ -> HELD).isEmpty())
                .isTrue();
    }

    @Test
    void shouldStartWhatIsNewAndRemoveWhatIsGone() {
        // When
        FleetPlan plan = FleetPlan.of(List.of(A, B), List.of(B, C), _ -> HELD);

        // Then
        assertThat(plan.start()).containsExactly(C);
        assertThat(plan.stop()).containsExactly(A);
        assertThat(plan.removed()).containsExactly(A);
    }

    @Test
    void shouldReplaceWhatHasChanged() {
        // Given
        Member changed = withAnotherPassword(A);

        // When
        FleetPlan plan = FleetPlan.of(List.of(A), List.of(changed), _ -> HELD);

        // Then
        assertThat(plan.stop()).containsExactly(A);
        assertThat(plan.start()).containsExactly(changed);
        assertThat(plan.removed()).isEmpty();
    }

    @Test
    void shouldNotTakeAnotherCollectorsTargetForRemoved() {
        // When
        FleetPlan plan =
                FleetPlan.of(List.of(A, B), List.of(A, B, C), member -> member.equals(B) ? HELD : new Standing.Lost());

        // Then
        assertThat(plan.stop()).containsExactly(A);
        assertThat(plan.start()).isEmpty();
        assertThat(plan.removed()).isEmpty();
    }

    @Test
    void shouldGoOnWithWhatIsUnconfirmedAndBeginNothingNew() {
        // Given
        Member changed = withAnotherPassword(B);

        // When
        FleetPlan plan = FleetPlan.of(List.of(A, B), List.of(A, changed, C), _ -> UNCONFIRMED);

        // Then
        assertThat(plan.stop()).containsExactly(B);
        assertThat(plan.start()).containsExactly(changed);
    }

    @Test
    void shouldNotFollowATargetToAnotherServerWhileUnconfirmed() {
        // Given
        Member moved = new Member(Targets.on("elsewhere", "a"), true);

        // When
        FleetPlan plan = FleetPlan.of(List.of(A), List.of(moved), _ -> UNCONFIRMED);

        // Then
        assertThat(plan.stop()).containsExactly(A);
        assertThat(plan.start()).isEmpty();
    }

    private static Member withAnotherPassword(Member member) {
        TargetConfig target = member.target();
        return new Member(
                new TargetConfig(target.name(), target.url(), target.user(), new Secret("new"), null), member.leads());
    }
}
