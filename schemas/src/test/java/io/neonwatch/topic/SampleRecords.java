package io.neonwatch.topic;

import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.schemas.Alert;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.AlertState;
import io.neonwatch.schemas.Control;
import io.neonwatch.schemas.Delivery;
import io.neonwatch.schemas.DeliveryState;
import io.neonwatch.schemas.Intent;
import io.neonwatch.schemas.IntentAction;
import io.neonwatch.schemas.MaintenanceWindow;
import io.neonwatch.schemas.Matcher;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.schemas.QueryDelta;
import io.neonwatch.schemas.QueryStats;
import io.neonwatch.schemas.QueryText;
import io.neonwatch.schemas.Recovery;
import io.neonwatch.schemas.RecoveryMode;
import io.neonwatch.schemas.RecoveryPoint;
import io.neonwatch.schemas.RecoveryState;
import io.neonwatch.schemas.Severity;
import io.neonwatch.schemas.Target;
import io.neonwatch.schemas.TargetState;
import io.neonwatch.schemas.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** One record for each topic with Avro values, every field of version 1 filled in. */
public final class SampleRecords {

    public static final Map<Topic<?>, SpecificRecord> BY_TOPIC = Map.of(
            Topics.TARGETS, target(),
            Topics.METRICS, metrics(),
            Topics.QUERY_STATS, queryStats(),
            Topics.QUERY_TEXTS, queryText(),
            Topics.ALERTS, alert(),
            Topics.ALERT_EVENTS, alertEvent(),
            Topics.INTENTS, intent(),
            Topics.DELIVERIES, delivery(),
            Topics.RECOVERIES, recovery(),
            Topics.CONTROL, control());

    private SampleRecords() {}

    private static Target target() {
        return Target.newBuilder()
                .setId("project/branch/endpoint/orders")
                .setState(TargetState.SUSPENDED)
                .setSince(now())
                .setDetail("suspended by Neon")
                .setEpoch("epoch-1")
                .setServerVersion("17.6")
                .setCollector("collector-1")
                .setNeonProject("project")
                .setNeonBranch("branch")
                .setNeonEndpoint("endpoint")
                .setDatabase("orders")
                .build();
    }

    private static MetricBatch metrics() {
        MetricBatchBuilder builder = new MetricBatchBuilder("orders", "instance", now(), now().plusMillis(5))
                .intervalStart(now().minusSeconds(10))
                .beforeChanges(now().minusSeconds(11), "16/B374D848")
                .epoch("epoch-1")
                .collector("collector-1")
                .gauge("neonwatch.up", "1", 1);
        builder.group("state", "database")
                .gauge("postgresql.backends", "{connection}")
                .delta("neonwatch.connection.failures", "{failure}")
                .row(List.of("idle", "orders"), 3, Double.NaN)
                .row(List.of("active", "orders"), 4, 0.5);
        return builder.build();
    }

    private static QueryStats queryStats() {
        QueryDelta query = QueryDelta.newBuilder()
                .setQueryId(-4_611_686_018_427_387_904L)
                .setDatabase("orders")
                .setUser("shop")
                .setTopLevel(false)
                .setCalls(12)
                .setTotalSeconds(0.25)
                .setRows(120)
                .setSharedBlocksHit(1_000)
                .setSharedBlocksRead(10)
                .setTempBlocksWritten(1)
                .setWalBytes(8_192)
                .setPlans(12)
                .setPlanSeconds(0.001)
                .setMaxSeconds(0.1)
                .setSharedBlocksDirtied(2)
                .setSharedBlockReadSeconds(0.02)
                .setWalRecords(24)
                .setParallelWorkersLaunched(2)
                .build();
        return QueryStats.newBuilder()
                .setTarget("orders")
                .setObservedAt(now())
                .setIntervalStart(now().minusSeconds(10))
                .setEpoch("epoch-1")
                .setCollector("collector-1")
                .setComplete(false)
                .setQueries(List.of(query))
                .build();
    }

    private static QueryText queryText() {
        return QueryText.newBuilder()
                .setTarget("orders")
                .setQueryId(42)
                .setText("SELECT * FROM orders WHERE id = $1")
                .setFirstSeenAt(now())
                .setPlanShape("Index Scan(orders_pkey)")
                .build();
    }

    private static Alert alert() {
        return Alert.newBuilder()
                .setFingerprint("0a1b2c")
                .setEpisode("0a1b2c@1795420800123")
                .setRule("mass-change")
                .setTarget("orders")
                .setLabels(Map.of("target", "orders"))
                .setState(AlertState.FIRING)
                .setSeverity(Severity.CRITICAL)
                .setValue(0.95)
                .setUnit("1")
                .setThreshold(0.3)
                .setSummary("95 % of orders deleted")
                .setRunbook("docs/runbooks/mass-change.md")
                .setFirstBreachAt(now())
                .setFiredAt(now())
                .setResolvedAt(now().plusSeconds(60))
                .setUpdatedAt(now().plusSeconds(60))
                .setRecovery(true)
                .setRecoveryPoint(new RecoveryPoint(now().minusSeconds(1), "16/B374D848"))
                .build();
    }

    private static AlertEvent alertEvent() {
        return AlertEvent.newBuilder()
                .setTransition(Transition.SEVERITY_RAISED)
                .setSequence(3)
                .setAt(now())
                .setReason("0.95 is above 0.3")
                .setAlert(alert())
                .build();
    }

    private static Intent intent() {
        return Intent.newBuilder()
                .setId("mfrggzdf")
                .setReceiver("team-slack")
                .setGroup("mass-change/orders")
                .setAction(IntentAction.RECOVERY_FAILED)
                .setSequence(3)
                .setCreatedAt(now())
                .setDetail("Neon said no")
                .setAlert(alert())
                .build();
    }

    private static Delivery delivery() {
        return Delivery.newBuilder()
                .setIntent("mfrggzdf")
                .setReceiver("team-slack")
                .setChannel("slack")
                .setGroup("mass-change/orders")
                .setRule("mass-change")
                .setTarget("orders")
                .setEpisode("0a1b2c@1795420800123")
                .setAction("FIRING")
                .setSeverity(Severity.CRITICAL)
                .setState(DeliveryState.COALESCED)
                .setAttempt(2)
                .setDoubts(1)
                .setAt(now().plusSeconds(1))
                .setEventAt(now())
                .setProviderReference("1795420801.000100")
                .setDetail("with mfrggzdg")
                .build();
    }

    private static Recovery recovery() {
        return Recovery.newBuilder()
                .setId("0a1b2c@1795420800123")
                .setEpisode("0a1b2c@1795420800123")
                .setRule("mass-change")
                .setTarget("orders")
                .setMode(RecoveryMode.AUTO)
                .setState(RecoveryState.VERIFIED)
                .setProject("project")
                .setParentBranch("br-main")
                .setBranchName("recovery-20261123-0a1b2c-1795420800123")
                .setBranchId("br-new")
                .setOperationIds(List.of("operation-1"))
                .setPoint(new RecoveryPoint(now().minusSeconds(1), "16/B374D848"))
                .setRequestedAt(now())
                .setUpdatedAt(now().plusSeconds(5))
                .setExpiresAt(now().plusSeconds(604_800))
                .setDetail("5 checks passed")
                .build();
    }

    private static Control control() {
        MaintenanceWindow window = new MaintenanceWindow(
                List.of(new Matcher("target", "orders.*", true)), List.of(6, 7), "02:00", 90, "Europe/Berlin");
        return Control.newBuilder()
                .setId("weekend")
                .setStartsAt(now())
                .setEndsAt(now().plusSeconds(604_800))
                .setAuthor("alice")
                .setComment("vacuum")
                .setCreatedVia("console")
                .setBody(window)
                .build();
    }

    private static Instant now() {
        return Instant.parse("2026-11-23T08:00:00.123Z");
    }
}
