package io.neonwatch.collector.sampling.relations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Chooses what gets series of its own where there is too much. */
final class LargestOrBusiest {

    private LargestOrBusiest() {}

    /**
     * @param most how many; when there are more, half of them are the largest and the rest those with the most activity
     */
    static <T> List<T> of(List<T> all, int most, ToDoubleFunction<T> size, ToDoubleFunction<T> activity) {
        if (all.size() <= most) return all;
        Set<T> chosen = new LinkedHashSet<>();
        sorted(all, size).stream().limit((most + 1) / 2).forEach(chosen::add);
        for (T next : sorted(all, activity)) if (chosen.size() < most) chosen.add(next);
        return List.copyOf(chosen);
    }

    private static <T> List<T> sorted(List<T> all, ToDoubleFunction<T> by) {
        List<T> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingDouble(by).reversed());
        return sorted;
    }
}
