package io.neonwatch.collector.sampling.vector;

import io.neonwatch.collector.sampling.RelationName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How many rows those of some tables have that hold vectors; asked only where a search is planned without a vector index. */
final class SearchedTables {

    private static final String SQL = """
            SELECT /* neonwatch */ n.nspname, c.relname, c.reltuples
            FROM unnest(?::text[], ?::text[]) AS wanted(schema, name)
            JOIN pg_namespace n ON n.nspname = wanted.schema
            JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = wanted.name
            WHERE c.relkind IN ('r', 'm', 'p')
              AND EXISTS (SELECT FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid
                          WHERE a.attrelid = c.oid AND y.typname IN ('vector', 'halfvec', 'sparsevec'))
            """;

    private SearchedTables() {}

    static Map<RelationName, Double> rows(Connection connection, Collection<RelationName> tables) throws SQLException {
        Map<RelationName, Double> rows = new HashMap<>();
        if (tables.isEmpty()) return rows;
        Array schemas = connection.createArrayOf(
                "text", tables.stream().map(RelationName::schema).toArray());
        Array names = connection.createArrayOf(
                "text", tables.stream().map(RelationName::name).toArray());
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setArray(1, schemas);
            statement.setArray(2, names);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next())
                    rows.put(
                            new RelationName(row.getString("nspname"), row.getString("relname")),
                            row.getDouble("reltuples"));
            }
        } finally {
            schemas.free();
            names.free();
        }
        return rows;
    }
}
