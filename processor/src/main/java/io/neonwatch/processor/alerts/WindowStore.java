package io.neonwatch.processor.alerts;

import io.neonwatch.processor.lifecycle.Series;
import io.neonwatch.processor.rules.Expression.Windowed;
import io.neonwatch.processor.rules.Rule;
import io.neonwatch.processor.rules.RuleSet;
import io.neonwatch.processor.windows.Window;
import io.neonwatch.schemas.processor.StoredWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The windows of a target's series. */
final class WindowStore {

    /**
     * What a window says now.
     *
     * @param sampled whether a point was added just now
     */
    record WindowValue(Rule rule, Series series, double value, String unit, boolean sampled) {}

    /** A window with the batch's points of its series, and the last of them. */
    private record Growth(Sample sample, Window window) {}

    private final KeyValueStore<String, StoredWindow> store;
    private final RuleSet rules;

    WindowStore(KeyValueStore<String, StoredWindow> store, RuleSet rules) {
        this.store = store;
        this.rules = rules;
    }

    /** Adds the samples, moves all windows of the target to that time, and says what they come to. */
    List<WindowValue> advance(String target, List<Sample> samples, Instant now) {
        Set<String> sampled = add(samples, now);
        List<WindowValue> values = new ArrayList<>();
        for (KeyValue<String, StoredWindow> entry : StoreScan.withPrefix(store, Series.keyPrefix(target))) {
            Series series = StoredWindows.series(entry.value);
            Rule rule = rules.current(series.rule(), series.labels().keySet());
            if (rule == null || !(rule.of() instanceof Windowed windowed)) {
                store.delete(entry.key);
                continue;
            }
            Window window = age(entry, series, windowed, now);
            OptionalDouble value = window.value(windowed.aggregation());
            if (value.isPresent())
                values.add(new WindowValue(
                        rule, series, value.getAsDouble(), entry.value.getUnit(), sampled.contains(entry.key)));
        }
        return values;
    }

    private Set<String> add(List<Sample> samples, Instant now) {
        Map<String, Growth> growths = new HashMap<>();
        for (Sample sample : samples) {
            if (!(sample.rule().of() instanceof Windowed windowed)) continue;
            String key = sample.series().key();
            Growth before = growths.get(key);
            Window window = before == null ? load(store.get(key), windowed) : before.window();
            growths.put(key, new Growth(sample, window.plus(now, sample.value())));
        }
        growths.forEach((key, growth) -> store.put(
                key,
                StoredWindows.toStored(
                        growth.sample().series(),
                        growth.window(),
                        growth.sample().unit())));
        return growths.keySet();
    }

    private static Window load(@Nullable StoredWindow stored, Windowed windowed) {
        return stored == null
                ? Window.empty(windowed.within())
                : StoredWindows.fromStored(stored).resized(windowed.within());
    }

    private Window age(KeyValue<String, StoredWindow> entry, Series series, Windowed windowed, Instant now) {
        Window stored = load(entry.value, windowed);
        Window aged = stored.at(now, windowed.within());
        if (aged.isEmpty()) store.delete(entry.key);
        else if (!aged.equals(stored))
            store.put(entry.key, StoredWindows.toStored(series, aged, entry.value.getUnit()));
        return aged;
    }
}
