package io.neonwatch.collector.fleet.discovery;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.fleet.Targets;
import io.neonwatch.collector.sampling.TargetConfig;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LookoutTest {

    private static final TargetConfig A = Targets.of("a");
    private static final TargetConfig B = Targets.of("b");
    private static final TargetConfig STAND_IN = Targets.of("stand-in");

    private final AtomicReference<@Nullable List<TargetConfig>> there = new AtomicReference<>(List.of(A));
    private final Look look = () -> {
        List<TargetConfig> found = there.get();
        if (found == null) throw new IOException("away");
        return found;
    };
    private Lookout lookout = new Lookout("x", look, ofMillis(10), 2, List.of(), List.of(STAND_IN));

    @AfterEach
    void stop() {
        lookout.stop();
    }

    @Test
    void shouldSeeWhatComesAndGoes() {
        // Given
        lookout.start();
        await().atMost(ofSeconds(10)).until(() -> lookout.targets().equals(List.of(A)));

        // When
        there.set(List.of(B));

        // Then
        await().atMost(ofSeconds(10)).until(() -> lookout.targets().equals(List.of(B)));
    }

    @Test
    void shouldKeepWhatItKnowsWhileItCannotLook() {
        // Given
        lookout.start();
        await().atMost(ofSeconds(10)).until(() -> lookout.check().ready());

        // When
        there.set(null);

        // Then
        await().atMost(ofSeconds(10)).until(() -> !lookout.check().ready());
        assertThat(lookout.targets()).containsExactly(A);
        assertThat(lookout.check().detail()).isEqualTo("away");
        there.set(List.of(A, B));
        await().atMost(ofSeconds(10)).until(() -> lookout.check().ready());
        assertThat(lookout.targets()).containsExactly(A, B);
    }

    @Test
    void shouldWatchTheStandInWhenTheFirstLookFails() {
        // Given
        there.set(null);

        // When
        lookout.start();

        // Then
        await().atMost(ofSeconds(10)).until(() -> lookout.targets().equals(List.of(STAND_IN)));
        there.set(List.of(A));
        await().atMost(ofSeconds(10)).until(() -> lookout.targets().equals(List.of(A)));
    }

    @Test
    void shouldLeaveOutTheNewestWhenThereAreTooMany() {
        // Given
        there.set(List.of(A, B, Targets.of("c")));

        // When
        lookout.start();

        // Then
        await().atMost(ofSeconds(10)).until(() -> lookout.targets().equals(List.of(A, B)));
    }

    @Test
    void shouldGoOnWithWhatWasThereBefore() {
        // Given
        there.set(null);
        lookout = new Lookout("x", look, ofMillis(10), 2, List.of(B), List.of(STAND_IN));

        // When
        lookout.start();

        // Then
        await().atMost(ofSeconds(10)).until(() -> lookout.check().detail().equals("away"));
        assertThat(lookout.targets()).containsExactly(B);
    }
}
