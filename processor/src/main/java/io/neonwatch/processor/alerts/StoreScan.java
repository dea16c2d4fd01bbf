package io.neonwatch.processor.alerts;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Reads what a store holds of one target. */
final class StoreScan {

    private StoreScan() {}

    /** A copy, so that the store may be changed meanwhile: the alerts of one target that are not quiet are few. */
    static <V> List<KeyValue<String, V>> withPrefix(KeyValueStore<String, V> store, String prefix) {
        List<KeyValue<String, V>> found = new ArrayList<>();
        try (KeyValueIterator<String, V> iterator =
                store.prefixScan(prefix, Serdes.String().serializer())) {
            iterator.forEachRemaining(found::add);
        }
        return found;
    }
}
