package io.neonwatch.collector.sampling;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricFamily;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A watch whose collector can no longer tell whether the target is its own. */
@Timeout(120)
@ExtendWith(SharedPostgres.class)
class WitnessIT {

    private final List<Observation<?>> written = new CopyOnWriteArrayList<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final SettableTenure tenure = new SettableTenure();
    private final SharedPostgres.Database database;
    private final TargetConnector besides;
    private volatile Runnable whileAsked = () -> {};
    private final TargetWatch watch;

    WitnessIT(SharedPostgres.Database database) {
        this.database = database;
        this.besides = new TargetConnector(database.target("postgres"));
        this.watch = new TargetWatch(
                database.target("postgres"),
                new Origin("shop", "test"),
                List.of(ScheduledProbe.vital(new CountedProbe(), ofMillis(100))),
                new Terms(tenure, Gate.OPEN, 1.0, Pace.ALONE),
                InstantSource.system(),
                new SimpleMeterRegistry(),
                written::add);
        watch.start();
        awaitMoreAnswers();
    }

    @AfterEach
    void stopWatch() {
        watch.stop();
    }

    @Test
    void shouldGoOnBesideSessionsOfItsOwnAndAfterItsConnectionWasLost() throws SQLException {
        // Given
        tenure.endNow();
        try (Connection _ = besides.connect()) {

            // When
            awaitLongerThanAPassingSession();
            database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    + "WHERE application_name = 'neonwatch' AND datname = current_database() "
                    + "ORDER BY backend_start LIMIT 1");

            // Then
            awaitMoreAnswers();
            awaitLongerThanAPassingSession();
            awaitMoreAnswers();
        }
        assertThat(tenure.standing()).isInstanceOf(Standing.Unconfirmed.class);
    }

    @Test
    void shouldNotMindWhoWasThereBeforeAndWhoDoesNotWatchThisDatabase() throws SQLException {
        // Given
        String watcher = "watcher_" + database.name();
        database.execute("CREATE ROLE " + watcher + " LOGIN IN ROLE pg_monitor");
        try (Connection _ = another("postgres", "neonwatch")) {

            // When
            tenure.endNow();
            try (Connection _ = another("postgres", "psql");
                    Connection _ = another(watcher, "neonwatch");
                    Connection _ = DriverManager.getConnection(
                            database.server().jdbcUrl("template1") + "&ApplicationName=neonwatch")) {
                awaitLongerThanAPassingSession();

                // Then
                awaitMoreAnswers();
            }
        }
        assertThat(tenure.standing()).isInstanceOf(Standing.Unconfirmed.class);
    }

    @Test
    void shouldWaitForOneThatGoesAgain() throws SQLException {
        // Given
        tenure.endNow();

        // When
        try (Connection _ = another("postgres", "neonwatch")) {
            awaitSilence();
        }

        // Then
        awaitMoreAnswers();
        assertThat(tenure.standing()).isInstanceOf(Standing.Unconfirmed.class);
    }

    @Test
    void shouldLeaveTheTargetToOneThatStaysUntilItIsConfirmed() throws SQLException {
        // Given
        tenure.endNow();

        // When
        try (Connection _ = another("postgres", "neonwatch")) {
            await().atMost(ofSeconds(30)).until(() -> tenure.standing() instanceof Standing.Lost);

            // Then
            int before = answers.get();
            int records = written.size();
            await().during(ofSeconds(3)).until(() -> answers.get() == before && written.size() == records);
            assertThat(watch.healthCheck().check().ready()).isTrue();
        }
        assertThat(tenure.standing()).isInstanceOf(Standing.Lost.class);

        // When
        tenure.standing = new Standing.Held();

        // Then
        awaitMoreAnswers();
    }

    /** As when the whole program is stopped in the middle of a question, and another takes over meanwhile. */
    @Test
    void shouldNotTellAnAnswerThatAnotherMayHaveTold() throws Exception {
        // Given
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        whileAsked = () -> {
            asked.countDown();
            awaitQuietly(goOn);
        };
        asked.await();
        int records = written.size();
        int before = answers.get();

        // When
        tenure.endNow();
        try (Connection _ = another("postgres", "neonwatch")) {
            goOn.countDown();

            // Then
            await().atMost(ofSeconds(30)).until(() -> tenure.standing() instanceof Standing.Lost);
            assertThat(answers).hasValue(before);
            assertThat(written).hasSize(records);
        }
    }

    private Connection another(String user, String application) throws SQLException {
        return DriverManager.getConnection(
                database.server().jdbcUrl(database.name(), user) + "&ApplicationName=" + application);
    }

    private void awaitMoreAnswers() {
        int before = answers.get();
        int records = written.size();
        await().atMost(ofSeconds(30)).until(() -> answers.get() > before + 3 && written.size() > records + 3);
    }

    private void awaitSilence() {
        await().atMost(ofSeconds(30)).until(() -> {
            int before = answers.get();
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_sleep(0.5)");
            }
            return answers.get() == before;
        });
    }

    private static void awaitLongerThanAPassingSession() {
        Instant begin = Instant.now();
        await().atMost(ofSeconds(30))
                .until(() ->
                        Instant.now().isAfter(begin.plus(WitnessRules.PASSING).plusSeconds(2)));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class SettableTenure implements Tenure {

        private volatile Standing standing = new Standing.Held();

        void endNow() {
            standing = new Standing.Unconfirmed(System.nanoTime());
        }

        @Override
        public Standing standing() {
            return standing;
        }

        @Override
        public void giveUp(Standing.Unconfirmed doubtful) {
            assertThat(standing).isEqualTo(doubtful);
            standing = new Standing.Lost();
        }
    }

    private final class CountedProbe implements Probe {

        @Override
        public String name() {
            return "counted";
        }

        @Override
        public List<MetricFamily> metrics() {
            return List.of();
        }

        @Override
        public List<TargetConnector> connectors() {
            return List.of(besides);
        }

        @Override
        public Reading read(Connection connection) throws SQLException {
            whileAsked.run();
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT");
            }
            return new Reading() {
                @Override
                public Instant observedAt() {
                    return Instant.now();
                }

                @Override
                public String epoch() {
                    return "";
                }

                /** When it is written. */
                @Override
                public void addTo(MetricBatchBuilder batch) {
                    answers.incrementAndGet();
                }
            };
        }
    }
}
