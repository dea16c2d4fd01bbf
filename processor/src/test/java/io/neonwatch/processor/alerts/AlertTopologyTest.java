package io.neonwatch.processor.alerts;

import static io.neonwatch.processor.Batches.activity;
import static io.neonwatch.processor.Batches.failures;
import static io.neonwatch.processor.Batches.massChange;
import static io.neonwatch.processor.Batches.pool;
import static io.neonwatch.processor.Batches.quietTables;
import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.processor.Pipeline;
import io.neonwatch.processor.rules.RuleSet;
import io.neonwatch.registry.InMemorySchemaRegistry;
import io.neonwatch.schemas.Alert;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.AlertState;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.schemas.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertTopologyTest {

    private static final long DAY = 24 * 3600;

    private final Pipeline pipeline = new Pipeline();

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void shouldRaiseAndResolveAFullPoolOnOneEpisode() {
        // Given
        for (int second = 0; second <= 60; second += 10) pipeline.send(pool(second, 0.80));

        // When
        pipeline.send(pool(70, 0.95), pool(80, 0.85), pool(90, 0.72), pool(100, 0.50));

        // Then
        List<AlertEvent> events = pipeline.events();
        assertThat(events)
                .extracting(event -> event.getAt().getEpochSecond() + " " + event.getTransition() + " "
                        + event.getAlert().getSeverity())
                .containsExactly(
                        "0 PENDING NONE",
                        "60 FIRING WARNING",
                        "70 SEVERITY_RAISED CRITICAL",
                        "80 SEVERITY_LOWERED WARNING",
                        "100 RESOLVED CRITICAL");
        assertThat(events)
                .extracting(event -> event.getAlert().getEpisode())
                .containsOnly(events.getFirst().getAlert().getFingerprint() + "@0");
        assertThat(events).extracting(AlertEvent::getSequence).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(events.get(2).getAlert().getSummary())
                .isEqualTo("95 % of the connections that orders allows are in use");
    }

    @Test
    void shouldPublishTheNewestStateByFingerprint() {
        // Given
        pipeline.send(pool(0, 0.95));

        // When
        pipeline.send(pool(10, 0.10));

        // Then
        List<KeyValue<String, Alert>> alerts = pipeline.alerts();
        assertThat(alerts)
                .extracting(alert -> alert.value.getState())
                .containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(alerts).allSatisfy(alert -> assertThat(alert.key).isEqualTo(alert.value.getFingerprint()));
    }

    @Test
    void shouldForgetAnAlertADayAfterItsEnd() {
        // Given
        pipeline.send(pool(0, 0.95), pool(10, 0.10));
        String fingerprint = pipeline.alerts().getFirst().key;

        // When
        pipeline.send(pool(DAY, 0.10), pool(DAY + 10, 0.10));

        // Then
        assertThat(pipeline.alerts()).containsExactly(new KeyValue<>(fingerprint, null));
        assertThat(pipeline.stores().get(AlertTopology.STATE_STORE)).isEmpty();
        assertThat(pipeline.story()).hasSize(2);
    }

    @Test
    void shouldWarnThenRaiseALongQueryAndNameIt() {
        // Given
        pipeline.send(activity(1, 4.9, 0));

        // When
        pipeline.send(activity(2, 5.9, 0), activity(6, 9.9, 0), activity(7, 10.9, 0), activity(8, 0, 0));

        // Then
        List<AlertEvent> events = pipeline.events();
        assertThat(events)
                .extracting(event -> event.getAt().getEpochSecond() + " " + event.getTransition())
                .containsExactly("2 FIRING", "7 SEVERITY_RAISED", "8 RESOLVED");
        assertThat(events.getFirst().getAlert().getSummary())
                .isEqualTo("A query on orders has been running for 5.9 s (pid 42, user app, query id 4711)");
    }

    @Test
    void shouldCountSlowQueriesUntilTheyAreAnHourOld() {
        // Given
        for (int second = 1; second <= 10; second++) pipeline.send(activity(second, 0, 1));
        List<String> tenAreNotEnough = pipeline.story();

        // When
        pipeline.send(activity(1800, 0, 1));
        for (int second = 3500; second <= 3700; second += 10) pipeline.send(activity(second, 0, 0));

        // Then
        assertThat(tenAreNotEnough).isEmpty();
        assertThat(pipeline.story())
                .containsExactly("1800 slow-queries-per-hour FIRING", "3610 slow-queries-per-hour RESOLVED");
    }

    @Test
    void shouldLetTimePassForAWindowByTheBatchesOfOtherProbes() {
        // Given
        pipeline.send(failures(0, 1, 0));

        // When
        pipeline.send(activity(30, 0, 0), activity(61, 0, 0));

        // Then
        assertThat(pipeline.story()).containsExactly("0 connection-failures FIRING", "61 connection-failures RESOLVED");
    }

    @Test
    void shouldAddUpRowsThatARuleDoesNotTellApart() {
        // When
        pipeline.send(failures(0, 1, 2));

        // Then
        assertThat(pipeline.events()).singleElement().satisfies(event -> {
            assertThat(event.getAlert().getValue()).isEqualTo(3);
            assertThat(event.getAlert().getSeverity()).isEqualTo(Severity.CRITICAL);
            assertThat(event.getAlert().getUnit()).isEqualTo("{failure}");
        });
    }

    @Test
    void shouldAskForARecoveryBranchFromBeforeAMassChange() {
        // Given
        pipeline.send(massChange(100, "orders", "del", 0, 1000));

        // When
        pipeline.send(massChange(110, "orders", "del", 900, 1000), massChange(120, "orders", "del", 0, 100));
        for (int second = 130; second <= 730; second += 10) pipeline.send(quietTables(second));

        // Then
        List<AlertEvent> events = pipeline.events();
        assertThat(events)
                .extracting(event -> event.getAt().getEpochSecond() + " " + event.getTransition())
                .containsExactly("110 FIRING", "120 RECOVERING", "720 RESOLVED");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getAlert().getRecovery()).isTrue();
            assertThat(event.getAlert().getRecoveryPoint().getAt()).isEqualTo(Instant.ofEpochSecond(100));
            assertThat(event.getAlert().getRecoveryPoint().getLsn()).isEqualTo("0/100");
        });
        assertThat(events.getFirst().getAlert().getSummary())
                .isEqualTo("90 % of the rows of public.orders on orders changed at once (del)");
        assertThat(events.getFirst().getAlert().getLabels())
                .containsOnly(
                        Map.entry("target", "orders"),
                        Map.entry("postgresql.schema.name", "public"),
                        Map.entry("postgresql.table.name", "orders"),
                        Map.entry("operation", "del"));
    }

    @Test
    void shouldEndAMassChangeWhoseTableIsNoLongerReported() {
        // Given
        pipeline.send(massChange(100, "orders", "del", 900, 1000));

        // When
        for (int second = 110; second <= 750; second += 10) pipeline.send(quietTables(second));

        // Then
        assertThat(pipeline.story())
                .containsExactly("100 mass-change FIRING", "150 mass-change RECOVERING", "750 mass-change RESOLVED");
    }

    @Test
    void shouldNotTakeAFewRowsForAMassChange() {
        // When
        pipeline.send(massChange(100, "small", "del", 99, 99), massChange(110, "large", "upd", 300, 1000));

        // Then
        assertThat(pipeline.story()).isEmpty();
    }

    @Test
    void shouldIgnoreWhatIsOlderOrRepeated() {
        // Given
        pipeline.send(pool(100, 0.95));
        pipeline.events();

        // When
        pipeline.send(pool(100, 0.10), pool(90, 0.10), pool(110, 0.95));

        // Then
        assertThat(pipeline.events()).isEmpty();
    }

    @Test
    void shouldKeepProbesApartThatAreSlightlyOutOfOrder() {
        // Given
        pipeline.send(activity(100, 6, 0));

        // When
        pipeline.send(pool(99, 0.95), failures(98, 1, 0));

        // Then
        assertThat(pipeline.story())
                .containsExactly("100 query-duration FIRING", "99 connection-pool-saturation FIRING");
    }

    @Test
    void shouldSayTheSameOnReplay() {
        // Given
        List<MetricBatch> batches = incident();
        pipeline.send(batches.toArray(MetricBatch[]::new));
        List<AlertEvent> first = pipeline.events();

        // When
        List<AlertEvent> second;
        try (Pipeline replay = new Pipeline()) {
            replay.send(batches.toArray(MetricBatch[]::new));
            second = replay.events();
        }

        // Then
        assertThat(second).hasSizeGreaterThan(5).isEqualTo(first);
    }

    @Test
    void shouldGoOnWhereItStoppedAfterARestart() {
        // Given
        List<MetricBatch> batches = incident();
        pipeline.send(batches.toArray(MetricBatch[]::new));
        List<AlertEvent> uninterrupted = pipeline.events();

        // When: restarted after every batch
        List<AlertEvent> interrupted = new ArrayList<>();
        Map<String, Map<String, Object>> stores = Map.of();
        for (MetricBatch batch : batches) {
            try (Pipeline run = new Pipeline()) {
                run.restore(stores);
                run.send(batch);
                interrupted.addAll(run.events());
                stores = run.stores();
            }
        }

        // Then
        assertThat(interrupted).isEqualTo(uninterrupted);
    }

    @Test
    void shouldEndAlertsOfARuleThatWasRemoved() {
        // Given
        pipeline.send(pool(0, 0.95), failures(10, 1, 0));
        Map<String, Map<String, Object>> stores = pipeline.stores();
        RuleSet withoutPool = RuleSet.of(Pipeline.SHIPPED.rules().stream()
                .filter(rule -> rule.id().startsWith("query"))
                .toList());

        // When
        List<AlertEvent> events;
        Map<String, Map<String, Object>> after;
        try (Pipeline edited = new Pipeline(withoutPool, new InMemorySchemaRegistry())) {
            edited.restore(stores);
            edited.send(pool(20, 0.95));
            events = edited.events();
            after = edited.stores();
        }

        // Then
        assertThat(events).hasSize(2).allSatisfy(event -> {
            assertThat(event.getReason()).isEqualTo("rule_removed");
            assertThat(event.getAlert().getState()).isEqualTo(AlertState.RESOLVED);
        });
        assertThat(after.get(AlertTopology.WINDOW_STORE)).isEmpty();
    }

    private static List<MetricBatch> incident() {
        List<MetricBatch> batches = new ArrayList<>();
        for (int second = 0; second < 90; second += 10) batches.add(pool(second, second < 70 ? 0.8 : 0.95));
        for (int second = 91; second < 105; second++) batches.add(activity(second, second - 91, 1));
        batches.add(massChange(110, "orders", "del", 900, 1000));
        batches.add(massChange(120, "orders", "del", 0, 100));
        batches.add(failures(130, 2, 0));
        batches.add(pool(140, 0.2));
        batches.add(activity(150, 0, 0));
        batches.add(pool(800, 0.2));
        return batches;
    }
}
