package io.neonwatch.collector.sampling.relations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sizes of relations. Asking for one opens the relation and looks at its files, which is half of what a round costs;
 * so it is asked again only when it may have changed, and in any case in one of some rounds. For one thread.
 */
final class RelationSizes {

    /** In so many rounds each is asked once, in turn: a size that changed by something that nobody foresaw. */
    private static final int ROUNDS = 20;

    private static final String SQL = """
            SELECT /* neonwatch */ id, pg_relation_size(id::oid::regclass) AS size FROM unnest(?::bigint[]) AS id
            """;

    private record Known(Storage storage, double size) {}

    private Map<Long, Known> knownById = new HashMap<>();
    private String epoch = "";
    private int round;

    /**
     * The samples with their sizes, without those that were dropped meanwhile.
     *
     * @throws SQLException also where somebody came between and holds a relation exclusively
     */
    List<RelationSample> complete(RelationSnapshot snapshot, Connection connection) throws SQLException {
        if (!snapshot.epoch().equals(epoch)) knownById.clear(); // counts of changes began anew
        round++;
        Map<Long, Double> asked = ask(outdated(snapshot), connection);
        Map<Long, Known> next = HashMap.newHashMap(snapshot.samples().size());
        List<RelationSample> complete = new ArrayList<>(snapshot.samples().size());
        for (RelationSample sample : snapshot.samples()) {
            long id = sample.relation().id();
            Double size = asked.get(id);
            Known known = size == null ? knownById.get(id) : new Known(snapshot.storage(id), size);
            if (known == null || Double.isNaN(known.size())) continue;
            next.put(id, known);
            complete.add(new RelationSample(sample.relation(), sample.measures().with(Measure.SIZE, known.size())));
        }
        knownById = next;
        epoch = snapshot.epoch();
        return complete;
    }

    private List<Long> outdated(RelationSnapshot snapshot) {
        return snapshot.samples().stream()
                .map(sample -> sample.relation().id())
                .filter(id -> {
                    Known known = knownById.get(id);
                    return known == null
                            || !snapshot.storage(id).sameSizeAs(known.storage())
                            || (id + round) % ROUNDS == 0;
                })
                .toList();
    }

    /** NaN for those that were dropped meanwhile. */
    private static Map<Long, Double> ask(List<Long> ids, Connection connection) throws SQLException {
        if (ids.isEmpty()) return Map.of();
        Map<Long, Double> sizes = HashMap.newHashMap(ids.size());
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    double size = row.getDouble("size");
                    sizes.put(row.getLong("id"), row.wasNull() ? Double.NaN : size);
                }
            }
        }
        return sizes;
    }
}
