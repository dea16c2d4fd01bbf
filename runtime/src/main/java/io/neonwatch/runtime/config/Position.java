package io.neonwatch.runtime.config;

import org.yaml.snakeyaml.error.Mark;

/**
 * Where something stands.
 *
 * @param source the file, as it was named
 * @param line from 1
 * @param column from 1
 */
record Position(String source, int line, int column) implements Comparable<Position> {

    static Position of(String source, Mark mark) {
        return new Position(source, mark.getLine() + 1, mark.getColumn() + 1);
    }

    @Override
    public int compareTo(Position other) {
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return source + ":" + line + ":" + column;
    }
}
