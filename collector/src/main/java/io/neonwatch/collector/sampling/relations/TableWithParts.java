package io.neonwatch.collector.sampling.relations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table with what belongs to it.
 *
 * @param toast null where it has none, or could not be read
 * @param indexes that could be read
 */
record TableWithParts(RelationChange table, @Nullable RelationChange toast, List<RelationChange> indexes) {

    double totalSize() {
        return table.size() + toastSize() + indexesSize();
    }

    double toastSize() {
        return toast == null ? 0 : toast.size();
    }

    double indexesSize() {
        return indexes.stream().mapToDouble(RelationChange::size).sum();
    }

    double growth() {
        return table.growth()
                + (toast == null ? 0 : toast.growth())
                + indexes.stream().mapToDouble(RelationChange::growth).sum();
    }

    double activity() {
        return table.activity()
                + (toast == null ? 0 : toast.activity())
                + indexes.stream().mapToDouble(RelationChange::activity).sum();
    }

    /** What was added to a counter of all its indexes. */
    double added(Measure measure) {
        return indexes.stream().mapToDouble(index -> index.added().get(measure)).sum();
    }

    /** Of the index that was scanned last; NaN where none ever was, or the version does not tell. */
    double indexScanAge() {
        return indexes.stream()
                .mapToDouble(index -> index.total().get(Measure.SCAN_AGE))
                .filter(age -> !Double.isNaN(age))
                .min()
                .orElse(Double.NaN);
    }
}
