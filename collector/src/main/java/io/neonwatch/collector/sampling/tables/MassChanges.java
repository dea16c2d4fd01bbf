package io.neonwatch.collector.sampling.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Knows what is usual for each table, to tell what is not. For one thread. */
final class MassChanges {

    /** @param operation {@code del} or {@code upd} */
    record Row(TableSample table, String operation, double rows, double rowsBefore) {}

    private record Habit(UpdateRate updates, boolean deleting, boolean updating) {
        static final Habit NONE = new Habit(UpdateRate.UNKNOWN, true, true);
    }

    private final Map<Long, Habit> habitById = new HashMap<>();

    /** Forgets all other tables. */
    void retain(Set<Long> ids) {
        habitById.keySet().retainAll(ids);
    }

    /**
     * A row for each table with a mass change; and one with zero right after such a row, and at first, so that whoever
     * was alarmed hears of the end.
     */
    List<Row> add(List<TableChange> changes) {
        List<Row> rows = new ArrayList<>();
        for (TableChange change : changes) {
            TableSample table = change.now();
            Habit habit = habitById.getOrDefault(table.id(), Habit.NONE);
            MassChange mass = MassChange.of(change, habit.updates());
            if (mass.deleted() > 0 || habit.deleting())
                rows.add(new Row(table, "del", mass.deleted(), mass.rowsBefore()));
            if (mass.updated() > 0 || habit.updating() && !Double.isNaN(mass.updated()))
                rows.add(new Row(table, "upd", mass.updated(), mass.rowsBefore()));
            habitById.put(
                    table.id(),
                    new Habit(
                            habit.updates().and(change.updated(), change.interval()),
                            mass.deleted() > 0,
                            mass.updated() > 0 || Double.isNaN(mass.updated())));
        }
        return rows;
    }
}
