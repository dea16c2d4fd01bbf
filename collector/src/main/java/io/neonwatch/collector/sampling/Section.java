package io.neonwatch.collector.sampling;

import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.util.List;

/**
 * The part of a {@link SectionStatement} that asks for one family, in some versions of PostgreSQL.
 *
 * @param id an SQL expression: two rows with the same value are of the same thing, whatever its name is by now
 * @param attributes an SQL expression for each attribute of the family, in their order
 * @param from what follows {@code FROM}
 * @param since the oldest major version that has all of it
 * @param until the newest one
 */
public record Section(
        MetricFamily family,
        String id,
        List<String> attributes,
        String from,
        List<Column> columns,
        int since,
        int until) {

    private static final String NO_ID = "NULL";

    /**
     * A section in all versions, whose rows are told apart by their attributes.
     *
     * @param source as in the documentation
     * @param names of the attributes
     */
    public static Section of(
            String source, List<String> names, List<String> attributes, String from, Column... columns) {
        List<Metric> metrics =
                List.of(columns).stream().map(Column::metric).distinct().toList();
        MetricFamily family = new MetricFamily(source, names, metrics);
        return new Section(family, NO_ID, attributes, from, List.of(columns), Metric.OLDEST, Metric.NEWEST);
    }

    public Section identifiedBy(String expression) {
        return new Section(family, expression, attributes, from, columns, since, until);
    }

    /** The same, only from this major version on. */
    public Section since(int major) {
        return new Section(family, id, attributes, from, columns, major, until);
    }

    /** The same, only up to this major version, itself included. */
    public Section until(int major) {
        return new Section(family, id, attributes, from, columns, since, major);
    }

    /** All that the sections may hold, for the documentation. */
    public static List<MetricFamily> families(List<Section> sections) {
        return sections.stream().map(Section::family).distinct().toList();
    }

    boolean isIn(int major) {
        return since <= major && major <= until;
    }

    /** What there is of it in this version. */
    Section in(int major) {
        List<Column> present =
                columns.stream().filter(column -> column.isIn(major)).toList();
        MetricFamily narrowed = new MetricFamily(
                family.source(),
                family.attributes(),
                present.stream().map(Column::metric).toList());
        return new Section(narrowed, id, attributes, from, present, major, major);
    }
}
