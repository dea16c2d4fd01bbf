package io.neonwatch.collector.reference;

import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Lists every metric in Markdown: a chapter for each probe, a row for each metric. */
public final class MetricsPage {

    private static final String HEADER = """
            | metric | unit | kind | attributes | source | PostgreSQL | what |
            |---|---|---|---|---|---|---|
            """;

    private MetricsPage() {}

    /**
     * @param ofEvery what comes with every batch, of whatever probe
     */
    public static String of(List<DescribedProbe> probes, List<MetricFamily> ofEvery) {
        StringBuilder page = new StringBuilder();
        for (DescribedProbe probe : probes)
            chapter(page, "`" + probe.name() + "`, every " + text(probe.interval()), probe.metrics());
        chapter(page, "With every batch", ofEvery);
        return page.toString();
    }

    private static void chapter(StringBuilder page, String title, List<MetricFamily> families) {
        page.append("## ").append(title).append("\n\n").append(HEADER);
        for (MetricFamily family : families) for (Metric metric : family.metrics()) page.append(row(family, metric));
        page.append('\n');
    }

    private static String row(MetricFamily family, Metric metric) {
        List<String> attributes =
                family.attributes().stream().map(name -> "`" + name + "`").toList();
        return String.join(
                        " | ",
                        "| `" + metric.name() + "`",
                        metric.unit(),
                        metric.kind().name().toLowerCase(Locale.ROOT),
                        String.join(", ", attributes),
                        family.source(),
                        versions(metric),
                        metric.meaning())
                + " |\n";
    }

    private static String versions(Metric metric) {
        if (metric.until() == Metric.NEWEST) return metric.since() + "+";
        return metric.since() + " to " + metric.until();
    }

    private static String text(Duration interval) {
        return interval.toSeconds() + " s";
    }
}
