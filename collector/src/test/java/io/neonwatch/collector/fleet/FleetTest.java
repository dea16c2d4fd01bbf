package io.neonwatch.collector.fleet;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.sampling.Standing;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.runtime.health.Health;
import io.neonwatch.runtime.health.HealthCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FleetTest {

    private final List<TargetConfig> desired = new CopyOnWriteArrayList<>();
    private final Set<String> others = ConcurrentHashMap.newKeySet();
    private final Set<String> defective = ConcurrentHashMap.newKeySet();
    private final List<String> history = new CopyOnWriteArrayList<>();
    private final Fleet fleet = new Fleet(
            () -> new ArrayList<>(desired),
            member -> others.contains(member.id()) ? new Standing.Lost() : new Standing.Held(),
            NotedWatch::new,
            member -> history.add("removed " + member.id()));

    @AfterEach
    void stop() {
        fleet.stop();
    }

    @Test
    void shouldFollowWhatIsDesired() {
        // Given
        desired.add(Targets.of("a"));
        fleet.start();
        await().atMost(ofSeconds(10)).until(() -> history.contains("start a"));

        // When
        desired.add(Targets.of("b"));
        desired.removeFirst();

        // Then
        await().atMost(ofSeconds(10)).until(() -> history.size() == 4);
        assertThat(history).contains("start b").containsSubsequence("start a", "stop a", "removed a");
    }

    @Test
    void shouldWatchTheOthersWhereOneCannotBeWatchedAndTryItAgain() {
        // Given
        defective.add("a");
        desired.addAll(List.of(Targets.of("a"), Targets.of("b")));

        // When
        fleet.start();

        // Then
        await().atMost(ofSeconds(10)).until(() -> history.contains("start b"));
        assertThat(history).doesNotContain("start a");
        defective.clear();
        await().atMost(ofSeconds(10)).until(() -> history.contains("start a"));
    }

    @Test
    void shouldStopBeforeItReturnsWhatIsAnothers() {
        // Given
        desired.addAll(List.of(Targets.of("a"), Targets.of("b")));
        fleet.reconcile();

        // When
        others.add("a");
        fleet.reconcile();

        // Then
        assertThat(history).containsExactly("start a", "start b", "stop a");
    }

    @Test
    void shouldStopEverythingAtTheEndAndStartNothingMore() {
        // Given
        desired.addAll(List.of(Targets.of("a"), Targets.of("b")));
        fleet.reconcile();

        // When
        fleet.stop();
        desired.add(Targets.of("c"));
        fleet.reconcile();

        // Then
        assertThat(history).containsExactlyInAnyOrder("start a", "start b", "stop a", "stop b");
    }

    @Test
    void shouldNameThoseThatDoNotAnswer() {
        // Given
        for (int index = 0; index < 7; index++) desired.add(Targets.of("t" + index));
        fleet.reconcile();

        // Then
        assertThat(new FleetHealth(fleet::healthChecks).check().detail())
                .startsWith("7 of 7 do not answer (target t0: away; ")
                .endsWith("target t4: away; ...)");
    }

    private final class NotedWatch implements Watch {

        private final String name;

        NotedWatch(Member member) {
            this.name = member.target().name();
            if (defective.contains(name)) throw new IllegalStateException("a defect");
        }

        @Override
        public void start() {
            history.add("start " + name);
        }

        @Override
        public void stop() {
            history.add("stop " + name);
        }

        @Override
        public HealthCheck healthCheck() {
            return new HealthCheck() {
                @Override
                public String name() {
                    return "target " + name;
                }

                @Override
                public Health check() {
                    return Health.notReady("away");
                }
            };
        }
    }
}
