package io.neonwatch.collector.sampling.application;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One answer in Prometheus' text format 0.0.4 or OpenMetrics 1.0. Lines that are neither are counted and passed over.
 *
 * <p>Source: Prometheus, "Exposition formats"; OpenMetrics 1.0.
 *
 * @param valueBySeries finite values and infinite ones, in the answer's order
 * @param kindByName of every name there
 * @param leftOut series beyond the greatest number
 * @param brokenLines how many
 * @param firstProblem number of the first broken line and what is wrong with it; empty without one
 * @param startedAt seconds since 1970 at which the application's process started; NaN where it does not say
 */
record Exposition(
        Map<Series, Double> valueBySeries,
        Map<String, SeriesKind> kindByName,
        int leftOut,
        int brokenLines,
        String firstProblem,
        double startedAt) {

    private static final String STARTED_AT = "process_start_time_seconds";

    /**
     * @param wanted by name
     * @param maxSeries taken at most
     */
    static Exposition parse(String text, Predicate<String> wanted, int maxSeries) {
        Parser parser = new Parser(wanted, maxSeries);
        text.lines().forEach(parser::line);
        return parser.exposition();
    }

    /** @return as one string: it changes with every start of the application; empty where that cannot be told */
    String epoch() {
        return Double.isNaN(startedAt) ? "" : String.valueOf(startedAt);
    }

    private static final class Parser {

        private final Predicate<String> wanted;
        private final int maxSeries;
        private final Map<String, String> typeByMetric = new HashMap<>();
        private final Map<Series, Double> values = new LinkedHashMap<>();
        private final Map<String, SeriesKind> kinds = new HashMap<>();
        private int leftOut;
        private int lineNumber;
        private int brokenLines;
        private String firstProblem = "";
        private double startedAt = Double.NaN;

        Parser(Predicate<String> wanted, int maxSeries) {
            this.wanted = wanted;
            this.maxSeries = maxSeries;
        }

        void line(String line) {
            lineNumber++;
            if (line.isBlank()) return;
            try {
                if (line.startsWith("#")) comment(line);
                else sample(SampleLine.read(line.stripLeading()));
            } catch (IllegalArgumentException e) {
                if (brokenLines++ == 0) firstProblem = "line " + lineNumber + ": " + e.getMessage();
            }
        }

        private void comment(String line) {
            String[] words = line.strip().split("[ \t]+", 4);
            if (words.length == 4 && words[1].equals("TYPE")) typeByMetric.put(words[2], words[3]);
        }

        private void sample(SampleLine.Sample sample) {
            Series series = sample.series();
            if (series.name().equals(STARTED_AT)) startedAt = sample.value();
            SeriesKind kind = kinds.computeIfAbsent(series.name(), name -> SeriesKind.of(name, typeByMetric));
            if (kind == SeriesKind.NEITHER || !Double.isFinite(sample.value()) || !wanted.test(series.name())) return;
            if (values.containsKey(series)) throw new IllegalArgumentException("a series that is there already");
            if (values.size() >= maxSeries) leftOut++;
            else values.put(series, sample.value());
        }

        Exposition exposition() {
            return new Exposition(values, kinds, leftOut, brokenLines, firstProblem, startedAt);
        }
    }
}
