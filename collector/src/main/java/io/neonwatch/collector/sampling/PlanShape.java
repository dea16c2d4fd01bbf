package io.neonwatch.collector.sampling;

import java.util.Set;

/**
 * How the planner would run a query, without anything that changes from day to day (costs, numbers of rows) and without
 * anything of the data (literals, conditions).
 *
 * @param text its nodes with the relations and indexes they read, a line for each, indented below its parent
 * @param hash of the text, 16 hexadecimal digits
 * @param indexes that it reads
 * @param relations that it reads or changes
 */
public record PlanShape(String text, String hash, Set<RelationName> indexes, Set<RelationName> relations) {

    public PlanShape {
        indexes = Set.copyOf(indexes);
        relations = Set.copyOf(relations);
    }
}
