package io.neonwatch.processor.alerts;

import io.neonwatch.processor.lifecycle.AlertState;
import io.neonwatch.processor.lifecycle.AlertState.Remembered;
import io.neonwatch.processor.lifecycle.Series;
import io.neonwatch.schemas.processor.StoredAlert;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;

/** The alerts of a target that are not quiet. */
final class AlertStore {

    private final KeyValueStore<String, StoredAlert> store;

    AlertStore(KeyValueStore<String, StoredAlert> store) {
        this.store = store;
    }

    AlertState get(Series series) {
        return StoredAlerts.fromStored(store.get(series.key()));
    }

    void put(Series series, AlertState state) {
        switch (state) {
            case AlertState.Quiet _ -> store.delete(series.key());
            case Remembered remembered -> store.put(series.key(), StoredAlerts.toStored(series, remembered));
        }
    }

    /** All series of the target that are not quiet. */
    List<Series> series(String target) {
        return StoreScan.withPrefix(store, Series.keyPrefix(target)).stream()
                .map(entry -> StoredAlerts.series(entry.value))
                .toList();
    }
}
