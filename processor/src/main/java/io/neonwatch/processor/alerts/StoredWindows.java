package io.neonwatch.processor.alerts;

import io.neonwatch.processor.lifecycle.Series;
import io.neonwatch.processor.windows.Bucket;
import io.neonwatch.processor.windows.Window;
import io.neonwatch.schemas.processor.StoredWindow;
import java.util.ArrayList;
import java.util.List;

/** Windows as they are stored, and back. */
final class StoredWindows {

    private StoredWindows() {}

    static StoredWindow toStored(Series series, Window window, String unit) {
        List<Bucket> buckets = window.buckets();
        return new StoredWindow(
                series.rule(),
                series.labels(),
                unit,
                window.resolution(),
                buckets.stream().map(Bucket::start).toList(),
                buckets.stream().map(Bucket::count).toList(),
                buckets.stream().map(Bucket::sum).toList(),
                buckets.stream().map(Bucket::min).toList(),
                buckets.stream().map(Bucket::max).toList());
    }

    static Series series(StoredWindow stored) {
        return new Series(stored.getRule(), stored.getLabels());
    }

    static Window fromStored(StoredWindow stored) {
        List<Bucket> buckets = new ArrayList<>(stored.getStarts().size());
        for (int index = 0; index < stored.getStarts().size(); index++)
            buckets.add(new Bucket(
                    stored.getStarts().get(index),
                    stored.getCounts().get(index),
                    stored.getSums().get(index),
                    stored.getMinima().get(index),
                    stored.getMaxima().get(index)));
        return new Window(stored.getResolutionMs(), List.copyOf(buckets));
    }
}
