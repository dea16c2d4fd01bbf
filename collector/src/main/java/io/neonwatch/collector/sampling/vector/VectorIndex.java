package io.neonwatch.collector.sampling.vector;

import io.neonwatch.collector.sampling.RelationName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An HNSW or IVFFlat index.
 *
 * @param id its {@code oid}
 * @param method {@code hnsw} or {@code ivfflat}
 * @param expression what is indexed, as SQL
 * @param predicate of a partial index as SQL; empty where it has all rows
 * @param operator of the distance that it is ordered by
 * @param sqlType as it is written in SQL: {@code halfvec(384)}
 * @param dimensions NaN where the type does not say
 * @param options such as {@code m}, {@code lists}; only those that were given
 * @param rows estimated, of the table; NaN where it was never analyzed
 * @param tablePages of the table, as last counted; 0 where it never was
 * @param valid false while it is built, or after its build has failed
 */
record VectorIndex(
        long id,
        RelationName table,
        RelationName name,
        String method,
        String expression,
        String predicate,
        String operator,
        String sqlType,
        VectorType type,
        double dimensions,
        Map<String, String> options,
        double rows,
        double tablePages,
        boolean valid) {

    private static final Pattern COLUMN = Pattern.compile("[a-z_][a-z0-9_]*+|\"(?:[^\"]|\"\")*+\"");
    private static final double DEFAULT_M = 16;
    private static final double DEFAULT_EF_CONSTRUCTION = 64;
    private static final double DEFAULT_LISTS = 100;

    /** As OpenTelemetry names it; of an operator class of somebody's own, its operator. */
    String distance() {
        Optional<DistanceFunction> known = DistanceFunction.ofOperator(operator);
        return known.isPresent() ? known.get().label() : operator.toLowerCase(Locale.ROOT);
    }

    /** Whether it has some of the rows of this table, ordered by this distance. */
    boolean partialOf(RelationName searched, DistanceFunction by) {
        return valid && !predicate.isEmpty() && table.equals(searched) && operator.equals(by.operator());
    }

    /** Whether reading it by its own definition may run somebody's function; a column alone does not. */
    boolean callsFunctions() {
        return !predicate.isEmpty() || !COLUMN.matcher(expression).matches();
    }

    List<String> attributes() {
        return List.of(table.schema(), table.name(), name.name(), method, type.label(), distance());
    }

    /** Connections per layer of an HNSW index; NaN of another. */
    double m() {
        return method.equals("hnsw") ? option("m", DEFAULT_M) : Double.NaN;
    }

    double efConstruction() {
        return method.equals("hnsw") ? option("ef_construction", DEFAULT_EF_CONSTRUCTION) : Double.NaN;
    }

    /** Lists of an IVFFlat index; NaN of another. */
    double lists() {
        return method.equals("ivfflat") ? option("lists", DEFAULT_LISTS) : Double.NaN;
    }

    private double option(String name, double otherwise) {
        String value = options.get(name);
        return value == null ? otherwise : Double.parseDouble(value);
    }
}
