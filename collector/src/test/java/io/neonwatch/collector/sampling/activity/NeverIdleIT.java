package io.neonwatch.collector.sampling.activity;

import static java.time.Duration.between;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Gate;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.Pace;
import io.neonwatch.collector.sampling.RecoveryMarks;
import io.neonwatch.collector.sampling.ScheduledProbe;
import io.neonwatch.collector.sampling.TargetWatch;
import io.neonwatch.collector.sampling.Tenure;
import io.neonwatch.collector.sampling.Terms;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sessions that begin the next execution as soon as the last has ended. */
@Timeout(180)
@ExtendWith(SharedPostgres.class)
class NeverIdleIT {

    /** By a machine that is busy with other things, a look may be. */
    private static final Duration HELD_UP = ofMillis(500);

    /** Enough to pass the threshold at all times of the beat. */
    private static final int COUNT = 8;

    private final SlowPoints written = new SlowPoints();
    private final Database database;

    NeverIdleIT(Database database) {
        this.database = database;
    }

    @Test
    void shouldTellEverySlowExecutionOfOneSessionOnceWithItsDuration() throws Exception {
        // Given executions so little over the threshold that rounds miss those which pass it at some time of the beat
        Duration threshold = ofSeconds(2);
        TargetWatch watch = watch(threshold, threshold);
        try (BusySession session = new BusySession(database, 1)) {

            // When
            session.run(COUNT, threshold.plus(HELD_UP), threshold.plus(HELD_UP).plusMillis(50));
            await().atMost(ofSeconds(20)).until(() -> written.finished().size() >= COUNT);

            // Then
            List<Ran> all = session.executions();
            assertThat(written.recognised(all)).containsExactlyElementsOf(all);
            List<Double> told = written.durations(session.pid());
            assertThat(told).hasSize(COUNT);
            for (int index = 0; index < COUNT - 1; index++)
                assertThat(told.get(index))
                        .isBetween(
                                seconds(all.get(index).length()),
                                seconds(between(
                                        all.get(index).start(),
                                        all.get(index + 1).start())));
            assertThat(told.getLast())
                    .isGreaterThanOrEqualTo(seconds(all.getLast().length()));
        } finally {
            watch.stop();
        }
    }

    @Test
    void shouldTellThemOnceHoweverManySessionsThereAre() throws Exception {
        // Given
        Duration threshold = ofSeconds(2);
        Duration surelySeen =
                threshold.plus(threshold.dividedBy(LookSchedule.MOST)).plus(HELD_UP);
        TargetWatch watch = watch(threshold, ofSeconds(2));
        List<BusySession> sessions = IntStream.range(0, 20)
                .mapToObj(number -> new BusySession(database, number))
                .toList();
        try {
            // When
            BusySession.runAll(sessions, 10, ofMillis(600), ofMillis(2800));
            await().atMost(ofSeconds(20))
                    .until(() ->
                            written.finished().size() >= written.recognised().size());

            // Then
            List<Ran> all = sessions.stream()
                    .flatMap(session -> session.executions().stream())
                    .toList();
            List<Ran> recognised = written.recognised(all);
            assertThat(recognised)
                    .doesNotHaveDuplicates()
                    .containsAll(all.stream()
                            .filter(ran -> ran.length().compareTo(surelySeen) > 0)
                            .toList())
                    .allSatisfy(ran -> assertThat(ran.length()).isGreaterThanOrEqualTo(threshold));
            assertThat(written.finished()).hasSameSizeAs(recognised);
            for (BusySession session : sessions) {
                List<Duration> lengths = recognised.stream()
                        .filter(ran -> ran.pid() == session.pid())
                        .map(Ran::length)
                        .toList();
                List<Double> told = written.durations(session.pid());
                for (int index = 0; index < lengths.size(); index++)
                    assertThat(told.get(index)).isGreaterThanOrEqualTo(seconds(lengths.get(index)));
            }
        } finally {
            watch.stop();
            for (BusySession session : sessions) session.close();
        }
    }

    @Test
    void shouldTellHowLongAnExecutionTookWhoseSessionIsGone() throws Exception {
        // Given a beat so slow that the next round would tell up to twice as long
        Duration threshold = ofSeconds(3);
        TargetWatch watch = watch(threshold, ofSeconds(3));
        try {
            // When
            Ran ran;
            try (BusySession session = new BusySession(database, 1)) {
                session.run(1, ofMillis(3200), ofMillis(3300));
                ran = session.executions().getFirst();
            }
            await().atMost(ofSeconds(20)).until(() -> !written.finished().isEmpty());

            // Then
            assertThat(written.durations(ran.pid()))
                    .singleElement()
                    .satisfies(told -> assertThat(told)
                            .isBetween(
                                    seconds(ran.length()),
                                    seconds(ran.length()
                                            .plus(ran.length().dividedBy(SlowQueries.FINENESS))
                                            .plus(HELD_UP))));
        } finally {
            watch.stop();
        }
    }

    private TargetWatch watch(Duration threshold, Duration interval) {
        ActivityProbe probe = new ActivityProbe(threshold, interval, new RecoveryMarks());
        TargetWatch watch = new TargetWatch(
                database.target("postgres"),
                new Origin("shop", "test"),
                List.of(ScheduledProbe.vital(probe, interval)),
                new Terms(Tenure.ASSURED, Gate.OPEN, 1.0, Pace.ALONE),
                InstantSource.system(),
                new SimpleMeterRegistry(),
                written::add);
        watch.start();
        await().atMost(ofSeconds(60)).until(written::begun);
        return watch;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
