package io.neonwatch.collector.sampling;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricFamily;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.schemas.Target;
import io.neonwatch.schemas.TargetState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(SharedPostgres.class)
class TargetWatchIT {

    private final List<Observation<?>> written = new CopyOnWriteArrayList<>();
    private final SharedPostgres.Database database;

    TargetWatchIT(SharedPostgres.Database database) {
        this.database = database;
    }

    @Test
    void shouldAskTheOtherProbesWhenOneExhaustsTheStack() {
        // Given
        AtomicInteger answers = new AtomicInteger();
        AtomicInteger failures = new AtomicInteger();
        ScheduledProbe fine = ScheduledProbe.vital(new NotedProbe("fine", answers::incrementAndGet), ofMillis(100));
        ScheduledProbe broken = ScheduledProbe.of(
                new NotedProbe("broken", () -> {
                    failures.incrementAndGet();
                    throw new StackOverflowError();
                }),
                ofMillis(100));

        // When
        TargetWatch watch = watch(Gate.OPEN, List.of(broken, fine));
        try {
            // Then
            await().atMost(ofSeconds(60)).until(() -> answers.get() > 3 && failures.get() > 3);
            assertThat(watch.healthCheck().check().ready()).isTrue();
            assertThat(states()).containsExactly(TargetState.ACTIVE);
        } finally {
            watch.stop();
        }
    }

    @Test
    void shouldSayThatTheWatchItselfFailsAndGoOnWithIt() {
        // Given
        AtomicBoolean failing = new AtomicBoolean(true);
        Gate gate = () -> {
            if (failing.get()) throw new StackOverflowError("too deep");
            return new Admission.Open();
        };
        TargetWatch watch = watch(gate, List.of(ScheduledProbe.vital(new NotedProbe("fine", () -> {}), ofMillis(100))));
        try {
            // Then
            await().atMost(ofSeconds(60))
                    .until(() -> watch.healthCheck().check().detail().contains("too deep"));
            assertThat(watch.healthCheck().check().ready()).isFalse();
            assertThat(states()).containsExactly(TargetState.UNKNOWN);

            // When
            failing.set(false);

            // Then
            await().atMost(ofSeconds(60))
                    .until(() -> watch.healthCheck().check().ready());
            assertThat(states()).containsExactly(TargetState.UNKNOWN, TargetState.ACTIVE);
        } finally {
            watch.stop();
        }
    }

    @Test
    void shouldTellTheProbesThatTheConnectionIsGone() {
        // Given
        AtomicInteger answers = new AtomicInteger();
        List<String> told = new CopyOnWriteArrayList<>();
        Probe probe = new NotedProbe("fine", answers::incrementAndGet, () -> told.add("disconnected"));
        TargetWatch watch = watch(Gate.OPEN, List.of(ScheduledProbe.vital(probe, ofMillis(100))));
        try {
            await().atMost(ofSeconds(60)).until(() -> answers.get() > 1);
            assertThat(told).isEmpty();
        } finally {
            // When
            watch.stop();
        }

        // Then
        assertThat(told).containsExactly("disconnected");
    }

    @Test
    void shouldCountTheSessionsThatAreOpenedBesideTheWatch() throws SQLException {
        // Given
        AtomicInteger opened = new AtomicInteger();
        SideSessions sessions = new SideSessions() {
            @Override
            public void opening() {
                opened.incrementAndGet();
            }

            @Override
            public void notOpened() {
                opened.decrementAndGet();
            }
        };

        // When
        new TargetConnector(database.target("postgres"), sessions).connect().close();

        // Then
        assertThat(opened).hasValue(1);
        assertThatThrownBy(() -> new TargetConnector(database.target("nobody"), sessions).connect())
                .isInstanceOf(SQLException.class);
        assertThat(opened).hasValue(1);
    }

    @Test
    void shouldAskTheFirstProbeBetweenTwoOthersWhenItIsDueAgain() {
        // Given two others that take longer than it takes until the first is due again
        List<String> asked = new CopyOnWriteArrayList<>();
        Runnable slow = () -> {
            asked.add("other");
            LockSupport.parkNanos(ofMillis(150).toNanos());
        };

        // When
        TargetWatch watch = watch(
                Gate.OPEN,
                List.of(
                        ScheduledProbe.vital(new NotedProbe("first", () -> asked.add("first")), ofMillis(100)),
                        ScheduledProbe.of(new NotedProbe("second", slow), ofSeconds(1)),
                        ScheduledProbe.of(new NotedProbe("third", slow), ofSeconds(1))));
        try {
            // Then
            await().atMost(ofSeconds(60)).until(() -> Collections.frequency(asked, "other") >= 6);
            assertThat(String.join(" ", asked)).doesNotContain("other other");
        } finally {
            watch.stop();
        }
    }

    @Test
    void shouldWriteNothingOfALookThatSawNothing() {
        // Given a probe that sees something in each fifth look between two rounds
        AtomicInteger looks = new AtomicInteger();
        ScheduledProbe probe = ScheduledProbe.vital(new LookingProbe(looks), ofMillis(200));

        // When
        TargetWatch watch = watch(Gate.OPEN, List.of(probe));
        try {
            await().atMost(ofSeconds(60)).until(() -> looks.get() >= 25);
        } finally {
            watch.stop();
        }

        // Then
        assertThat(batches(LookingProbe.ROUND)).isPositive();
        assertThat(batches(LookingProbe.LOOK)).isEqualTo(looks.get() / 5);
    }

    private long batches(String epoch) {
        return written.stream()
                .map(Observation::value)
                .filter(value -> value instanceof MetricBatch batch && epoch.equals(batch.getEpoch()))
                .count();
    }

    private TargetWatch watch(Gate gate, List<ScheduledProbe> probes) {
        TargetWatch watch = new TargetWatch(
                database.target("postgres"),
                new Origin("shop", "test"),
                probes,
                new Terms(Tenure.ASSURED, gate, 1.0, Pace.ALONE),
                InstantSource.system(),
                new SimpleMeterRegistry(),
                written::add);
        watch.start();
        return watch;
    }

    private List<TargetState> states() {
        return written.stream()
                .map(Observation::value)
                .filter(Target.class::isInstance)
                .map(value -> ((Target) value).getState())
                .toList();
    }

    private record NotedProbe(String name, Runnable asked, Runnable told) implements Probe {

        NotedProbe(String name, Runnable asked) {
            this(name, asked, () -> {});
        }

        @Override
        public void disconnected() {
            told.run();
        }

        @Override
        public List<MetricFamily> metrics() {
            return List.of();
        }

        @Override
        public Reading read(Connection connection) {
            asked.run();
            return EmptyReading.now();
        }
    }

    /** Wants to look again soon, and sees something in each fifth look between two rounds. */
    private record LookingProbe(AtomicInteger looks) implements Probe {

        static final String ROUND = "round";
        static final String LOOK = "look";

        @Override
        public String name() {
            return "looking";
        }

        @Override
        public List<MetricFamily> metrics() {
            return List.of();
        }

        @Override
        public Reading read(Connection connection) {
            return new Look(ROUND, false);
        }

        @Override
        public Reading readBetween(Connection connection) {
            return new Look(LOOK, looks.incrementAndGet() % 5 != 0);
        }
    }

    private record Look(String epoch, boolean quiet) implements Reading {

        @Override
        public Instant observedAt() {
            return Instant.now();
        }

        @Override
        public void addTo(MetricBatchBuilder batch) {}

        @Override
        public LookWish wish() {
            return new LookWish(Optional.of(ofMillis(10)), Optional.empty());
        }
    }
}
