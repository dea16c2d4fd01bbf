package io.neonwatch.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The database on which costs are compared: 52 tables with rows, 155 indexes, and 1,000 normalised statements. */
final class ReferenceSchema {

    static final int TABLES = 52;
    static final int INDEXES = 155;
    static final int STATEMENTS = 1_000;

    private static final List<String> COLUMNS = List.of("id", "customer", "amount", "note", "made_at");
    private static final int ROWS = 2_000;

    private ReferenceSchema() {}

    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int table = 0; table < TABLES; table++) createTable(statement, table);
            // One primary key each; the others in turn.
            for (int index = TABLES; index < INDEXES; index++) createIndex(statement, index);
            statement.execute("ANALYZE");
        }
    }

    /** Each with a shape of its own, so that the server keeps an entry for each. */
    static void runStatements(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int shape = 0; shape < STATEMENTS; shape++) statement.execute(select(shape));
        }
    }

    /** Of one table, some of its columns: names given to columns and constants would not make another statement. */
    static String select(int shape) {
        int columns = shape / TABLES + 1;
        String selected = IntStream.range(0, COLUMNS.size())
                .filter(bit -> (columns >> bit & 1) == 1)
                .mapToObj(COLUMNS::get)
                .collect(Collectors.joining(", "));
        return "SELECT " + selected + " FROM table_" + shape % TABLES + " WHERE customer = " + shape
                + " AND amount > 10 ORDER BY id LIMIT 5";
    }

    private static void createTable(Statement statement, int table) throws SQLException {
        statement.execute("CREATE TABLE table_" + table
                + " (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer bigint, amount numeric,"
                + " note text, made_at timestamptz DEFAULT now())");
        statement.execute("INSERT INTO table_" + table + " (customer, amount, note)"
                + " SELECT n % 500, n, repeat('x', 40) FROM generate_series(1, " + ROWS + ") AS n");
    }

    private static void createIndex(Statement statement, int index) throws SQLException {
        String column = index / TABLES == 1 ? "customer" : "made_at";
        statement.execute("CREATE INDEX index_" + index + " ON table_" + index % TABLES + " (" + column + ")");
    }
}
