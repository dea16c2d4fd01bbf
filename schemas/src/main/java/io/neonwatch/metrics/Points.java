package io.neonwatch.metrics;

import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.schemas.MetricGroup;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The points of a batch, row by row; a value that is not a number is no point. */
public final class Points implements Iterable<Point> {

    private final List<GroupReader> groups;

    private Points(List<GroupReader> groups) {
        this.groups = groups;
    }

    /**
     * @throws IllegalArgumentException when the batch contradicts itself
     */
    public static Points of(MetricBatch batch) {
        return of(batch, _ -> true);
    }

    /**
     * Only of some metrics; the others cost nothing.
     *
     * @param metrics asked once for each column's name
     * @throws IllegalArgumentException when the batch contradicts itself
     */
    public static Points of(MetricBatch batch, Predicate<String> metrics) {
        List<String> strings = batch.getStrings();
        return new Points(batch.getGroups().stream()
                .map((MetricGroup group) -> GroupReader.of(group, strings, metrics))
                .toList());
    }

    @Override
    public Iterator<Point> iterator() {
        return new PointIterator(groups.iterator());
    }

    private static final class PointIterator implements Iterator<Point> {

        private final Iterator<GroupReader> groups;
        private GroupReader.@Nullable Cursor cursor;
        private @Nullable Point next;

        PointIterator(Iterator<GroupReader> groups) {
            this.groups = groups;
            this.next = advance();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Point next() {
            Point point = next;
            if (point == null) throw new NoSuchElementException();
            next = advance();
            return point;
        }

        private @Nullable Point advance() {
            while (true) {
                Point point = cursor == null ? null : cursor.advance();
                if (point != null) return point;
                if (!groups.hasNext()) return null;
                cursor = groups.next().cursor();
            }
        }
    }
}
