package io.neonwatch.collector.sampling.doctor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a role may do with the vector indexes of a database.
 *
 * @param present whether pgvector's access methods are there
 * @param tables that have such indexes
 * @param lacking what the role lacks to search in them, as SQL, in order
 */
record RecallRights(String role, boolean present, int tables, List<String> lacking) {

    // Of a table only the columns are read that the index is of or that its condition names.
    private static final String SQL = """
            WITH methods AS (SELECT oid FROM pg_am WHERE amname IN ('hnsw', 'ivfflat')),
            indexes AS (
                SELECT v.oid, t.oid AS table_oid, t.relnamespace
                  FROM pg_class v
                  JOIN pg_index i ON i.indexrelid = v.oid
                  JOIN pg_class t ON t.oid = i.indrelid
                 WHERE v.relkind = 'i' AND v.relpersistence <> 't' AND v.relam IN (SELECT oid FROM methods)),
            schemas AS (
                SELECT relnamespace AS id FROM indexes
                UNION
                SELECT extnamespace FROM pg_extension WHERE extname = 'vector' AND EXISTS (SELECT FROM indexes))
            SELECT /* neonwatch */
                   EXISTS (SELECT FROM methods) AS present,
                   (SELECT count(DISTINCT table_oid)::int FROM indexes) AS tables,
                   ARRAY(SELECT 'USAGE ON SCHEMA ' || id::regnamespace
                           FROM schemas WHERE NOT has_schema_privilege(id, 'USAGE') ORDER BY 1)
                   || ARRAY(SELECT DISTINCT 'SELECT ON ' || table_oid::regclass
                              FROM indexes
                              JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = indexes.oid
                               AND d.refclassid = 'pg_class'::regclass AND d.refobjid = table_oid AND d.refobjsubid > 0
                             WHERE NOT has_column_privilege(table_oid, d.refobjsubid::smallint, 'SELECT')
                             ORDER BY 1) AS lacking
            """;

    static RecallRights read(Connection connection, String role) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL);
                ResultSet row = statement.executeQuery()) {
            row.next();
            List<String> lacking = new ArrayList<>();
            for (String what : (String[]) row.getArray("lacking").getArray())
                lacking.add("GRANT " + what + " TO " + Sql.name(role));
            return new RecallRights(role, row.getBoolean("present"), row.getInt("tables"), lacking);
        }
    }

    void judge(String database, Remarks remarks) {
        if (!present)
            remarks.warning(
                    "recall",
                    "pgvector is not in this database: no recall will be measured",
                    "Check that url leads to a copy of the target's database, or create it in the database " + database,
                    "CREATE EXTENSION vector");
        else if (tables == 0)
            remarks.note("recall", "no table has an index of pgvector, whose recall could be measured");
        else if (!lacking.isEmpty())
            remarks.warning(
                    "recall",
                    role + " may not read all of the tables with indexes of pgvector, " + tables
                            + " in all: the recall of those will be missing",
                    "Grant it, as the owner, and do so in the target's database too, if the branch is made anew from it",
                    lacking.toArray(String[]::new));
        else remarks.ok("recall", tables + " tables with indexes of pgvector may be read");
    }
}
