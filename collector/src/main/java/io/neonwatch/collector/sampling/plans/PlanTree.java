package io.neonwatch.collector.sampling.plans;

import com.fasterxml.jackson.databind.JsonNode;
import io.neonwatch.collector.sampling.PlanShape;
import io.neonwatch.collector.sampling.RelationName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the shape of a plan out of what EXPLAIN says in JSON. Of each node it takes the type, how it joins or groups, and
 * the names of what it reads; never conditions, which may hold literals. Partitions that are read the same way count as
 * one without a name, since new ones are made every day.
 */
final class PlanTree {

    private static final int MOST_LINES = 200;

    private final Set<RelationName> indexes = new LinkedHashSet<>();
    private final Set<RelationName> relations = new LinkedHashSet<>();

    private PlanTree() {}

    /** @param explained the answer of {@code EXPLAIN (FORMAT JSON, VERBOSE)} */
    static PlanShape shape(JsonNode explained) {
        PlanTree tree = new PlanTree();
        List<String> lines = tree.lines(explained.path(0).path("Plan"), "", false);
        String text = String.join("\n", lines.size() > MOST_LINES ? lines.subList(0, MOST_LINES) : lines);
        return new PlanShape(text, hash(String.join("\n", lines)), tree.indexes, tree.relations);
    }

    /** @param schema of the table that the nodes above read, since a bitmap's index does not say its own */
    private List<String> lines(JsonNode node, String schema, boolean appended) {
        String ownSchema = node.path("Schema").asText(schema);
        String relation = node.path("Relation Name").asText("");
        String index = node.path("Index Name").asText("");
        if (!relation.isEmpty()) relations.add(new RelationName(ownSchema, relation));
        if (!index.isEmpty()) indexes.add(new RelationName(ownSchema, index));
        List<String> lines = new ArrayList<>();
        String alias = node.path("Alias").asText(relation);
        // Where a UNION reads the same table again, the alias is the table's own name with a number.
        boolean partition = appended
                && !alias.equals(relation)
                && alias.matches(".+_[0-9]+")
                && !alias.replaceFirst("_[0-9]+$", "").equals(relation);
        lines.add(description(node) + (partition ? " on a partition" : names(ownSchema, relation, index)));
        String type = node.path("Node Type").asText();
        boolean appends = type.equals("Append") || type.equals("Merge Append");
        List<List<String>> children = new ArrayList<>();
        for (JsonNode child : node.path("Plans")) {
            List<String> childLines = lines(child, ownSchema, appended || appends);
            if (!appends || !children.contains(childLines)) children.add(childLines);
        }
        for (List<String> child : children) for (String line : child) lines.add("  " + line);
        return lines;
    }

    private static String description(JsonNode node) {
        List<String> words = new ArrayList<>();
        String relationship = node.path("Parent Relationship").asText("");
        if (relationship.equals("InitPlan") || relationship.equals("SubPlan")) words.add(relationship + ":");
        if (node.path("Parallel Aware").asBoolean()) words.add("Parallel");
        for (String key : List.of("Partial Mode", "Strategy", "Operation", "Command"))
            if (!node.path(key).asText("").matches("|Plain|Simple"))
                words.add(node.path(key).asText());
        words.add(node.path("Node Type").asText());
        if (node.has("Join Type")) words.add("(" + node.path("Join Type").asText() + ")");
        if (node.path("Scan Direction").asText("").equals("Backward")) words.add("backward");
        if (node.has("Function Name"))
            words.add("of " + node.path("Function Name").asText());
        return String.join(" ", words);
    }

    private static String names(String schema, String relation, String index) {
        String using = index.isEmpty() ? "" : " using " + index;
        return relation.isEmpty() ? using : using + " on " + schema + "." + relation;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
