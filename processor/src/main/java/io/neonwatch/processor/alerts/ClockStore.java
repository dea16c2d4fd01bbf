package io.neonwatch.processor.alerts;

import io.neonwatch.processor.alerts.ProbeClock.Order;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.schemas.processor.StoredClock;
import io.neonwatch.schemas.processor.StoredClocks;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/** The clocks of a target's probes. */
final class ClockStore {

    /** How a batch follows the ones before it, and the probe's clock after it. */
    record Admission(Order order, ProbeClock clock) {}

    private final KeyValueStore<String, StoredClocks> store;

    ClockStore(KeyValueStore<String, StoredClocks> store) {
        this.store = store;
    }

    Admission admit(MetricBatch batch) {
        Instant observed = batch.getObservedAt();
        Instant collected = batch.getCollectedAt();
        StoredClocks stored = store.get(batch.getTarget());
        Map<String, StoredClock> probes = stored == null ? new HashMap<>() : new HashMap<>(stored.getProbes());
        StoredClock known = probes.get(batch.getProbe());
        ProbeClock before = known == null ? null : fromStored(known);
        Order order = before == null ? Order.NEXT : before.order(observed, collected);
        if (before != null && order == Order.STALE) return new Admission(order, before);
        ProbeClock after =
                before == null ? ProbeClock.first(observed, collected) : before.advanced(observed, collected);
        probes.put(batch.getProbe(), toStored(after));
        store.put(batch.getTarget(), new StoredClocks(probes));
        return new Admission(order, after);
    }

    private static ProbeClock fromStored(StoredClock stored) {
        return new ProbeClock(
                stored.getObservedAt(),
                stored.getCollectedAt(),
                stored.getSpacings().stream().map(Duration::ofMillis).toList());
    }

    private static StoredClock toStored(ProbeClock clock) {
        return new StoredClock(
                clock.observedAt(),
                clock.collectedAt(),
                clock.spacings().stream().map(Duration::toMillis).toList());
    }
}
