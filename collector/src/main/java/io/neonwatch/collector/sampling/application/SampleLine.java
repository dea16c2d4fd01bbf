package io.neonwatch.collector.sampling.application;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads one line with a value. Timestamps and exemplars are passed over. For one line. */
final class SampleLine {

    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?(?i:inf|infinity)|(?i:nan)");
    private static final int LONGEST_VALUE = 200;

    /** One value of one series, not a number where the line says so. */
    record Sample(Series series, double value) {}

    private final String line;
    private int at;

    private SampleLine(String line) {
        this.line = line;
    }

    /**
     * @throws IllegalArgumentException saying what is wrong with it, without any of its content
     */
    static Sample read(String line) {
        return new SampleLine(line).sample();
    }

    private Sample sample() {
        String name = name(true);
        SortedMap<String, String> labels = new TreeMap<>();
        skipBlanks();
        if (next('{')) labels(labels);
        skipBlanks();
        double value = number(word());
        skipBlanks();
        if (at < line.length() && line.charAt(at) != '#') number(word()); // the time of it
        skipBlanks();
        if (at < line.length() && line.charAt(at) != '#')
            throw new IllegalArgumentException("something after the value");
        return new Sample(new Series(name, labels), value);
    }

    private void labels(SortedMap<String, String> labels) {
        while (true) {
            skipBlanks();
            if (next('}')) return;
            String label = name(false);
            skipBlanks();
            expect('=');
            skipBlanks();
            if (labels.put(label, quoted()) != null) throw new IllegalArgumentException("a label is there twice");
            skipBlanks();
            if (!next(',')) {
                expect('}');
                return;
            }
        }
    }

    private String name(boolean colons) {
        int start = at;
        while (at < line.length() && nameCharacter(line.charAt(at), colons, at == start)) at++;
        if (at == start) throw new IllegalArgumentException("no name where one must be");
        return line.substring(start, at);
    }

    private static boolean nameCharacter(char character, boolean colons, boolean first) {
        boolean letter = character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
        boolean digit = character >= '0' && character <= '9' && !first;
        return letter || digit || character == '_' || colons && character == ':';
    }

    private String quoted() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (!next('"')) {
            if (at >= line.length()) throw new IllegalArgumentException("a label's value without its closing quote");
            char character = line.charAt(at++);
            if (character == '\\' && at < line.length()) {
                char escaped = line.charAt(at++);
                character = escaped == 'n' ? '\n' : escaped;
            }
            value.append(character);
        }
        return value.length() <= LONGEST_VALUE ? value.toString() : value.substring(0, LONGEST_VALUE);
    }

    private static double number(String text) {
        if (!NUMBER.matcher(text).matches()) throw new IllegalArgumentException("no number where one must be");
        String plain = text.toLowerCase(java.util.Locale.ROOT);
        if (plain.contains("nan")) return Double.NaN;
        if (plain.contains("inf")) return plain.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        return Double.parseDouble(text);
    }

    private String word() {
        int start = at;
        while (at < line.length() && !blank(line.charAt(at))) at++;
        return line.substring(start, at);
    }

    private void skipBlanks() {
        while (at < line.length() && blank(line.charAt(at))) at++;
    }

    private static boolean blank(char character) {
        return character == ' ' || character == '\t';
    }

    private boolean next(char wanted) {
        boolean found = at < line.length() && line.charAt(at) == wanted;
        if (found) at++;
        return found;
    }

    private void expect(char wanted) {
        if (!next(wanted)) throw new IllegalArgumentException("no " + wanted + " where one must be");
    }
}
