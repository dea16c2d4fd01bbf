package io.neonwatch.metrics;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A view of one row's attributes: nothing is copied, and a key is found by looking at the few there are. */
final class RowAttributes extends AbstractMap<String, String> {

    private final List<String> keys;
    private final List<String> strings;
    private final List<Integer> values;
    private final int offset;

    RowAttributes(List<String> keys, List<String> strings, List<Integer> values, int offset) {
        this.keys = keys;
        this.strings = strings;
        this.values = values;
        this.offset = offset;
    }

    @Override
    public @Nullable String get(@Nullable Object key) {
        int index = keys.indexOf(key);
        return index < 0 ? null : value(index);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return keys.contains(key);
    }

    @Override
    public int size() {
        return keys.size();
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new Entries();
    }

    private String value(int index) {
        return strings.get(values.get(offset + index));
    }

    private final class Entries extends AbstractSet<Map.Entry<String, String>> {

        @Override
        public int size() {
            return keys.size();
        }

        @Override
        public Iterator<Map.Entry<String, String>> iterator() {
            return new Iterator<>() {
                private int index;

                @Override
                public boolean hasNext() {
                    return index < keys.size();
                }

                @Override
                public Map.Entry<String, String> next() {
                    if (!hasNext()) throw new NoSuchElementException();
                    int at = index++;
                    return Map.entry(keys.get(at), value(at));
                }
            };
        }
    }
}
