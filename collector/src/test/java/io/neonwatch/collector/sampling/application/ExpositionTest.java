package io.neonwatch.collector.sampling.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionTest {

    @Test
    void shouldReadThePrometheusFormat() {
        // When
        Exposition exposition = parse("""
                # HELP http_requests_total The total number of HTTP requests.
                # TYPE http_requests_total counter
                http_requests_total{method="post",code="200"} 1027 1395066363000
                  msdos_file_access_time_seconds{path="C:\\\\DIR\\\\FILE.TXT",error="Cannot find file:\\n\\"FILE.TXT\\"",} 1.458255915e9
                metric_without_timestamp_and_labels 12.47
                something_weird{problem="division by zero"} +Inf -3982045
                nothing NaN

                # TYPE rpc_seconds summary
                rpc_seconds{quantile="0.5"} 4773
                rpc_seconds_sum 1.7560473e+07
                rpc_seconds_count 2693
                # TYPE wait_seconds histogram
                wait_seconds_bucket{le="+Inf"} 3
                wait_seconds_sum .5
                wait_seconds_count 3
                process_start_time_seconds 1.7e9
                """);

        // Then
        assertThat(exposition.brokenLines()).as(exposition.firstProblem()).isZero();
        assertThat(exposition.valueBySeries())
                .containsEntry(series("http_requests_total", "method", "post", "code", "200"), 1027.0)
                .containsEntry(
                        series(
                                "msdos_file_access_time_seconds",
                                "path",
                                "C:\\DIR\\FILE.TXT",
                                "error",
                                "Cannot find file:\n\"FILE.TXT\""),
                        1.458255915e9)
                .containsEntry(series("wait_seconds_bucket", "le", "+Inf"), 3.0)
                .containsEntry(series("wait_seconds_sum"), 0.5)
                .doesNotContainKey(series("nothing"))
                .doesNotContainKey(series("something_weird", "problem", "division by zero"));
        assertThat(exposition.kindByName())
                .containsEntry("http_requests_total", SeriesKind.COUNTER)
                .containsEntry("metric_without_timestamp_and_labels", SeriesKind.GAUGE)
                .containsEntry("rpc_seconds", SeriesKind.GAUGE)
                .containsEntry("rpc_seconds_count", SeriesKind.COUNTER)
                .containsEntry("wait_seconds_bucket", SeriesKind.COUNTER);
        assertThat(exposition.epoch()).isEqualTo("1.7E9");
    }

    @Test
    void shouldReadOpenMetrics() {
        // When
        Exposition exposition = parse("""
                # TYPE acme_requests counter
                # UNIT acme_requests requests
                acme_requests_total{path="/a"} 17.0 1520879607.789 # {trace_id="KOO5S4vxi0o"} 0.67
                acme_requests_created{path="/a"} 1520430000.123
                # TYPE queue gaugehistogram
                queue_bucket{le="1.0"} 2
                queue_gsum 3
                # TYPE build info
                build_info{version="1.2"} 1
                # EOF
                """);

        // Then
        assertThat(exposition.brokenLines()).as(exposition.firstProblem()).isZero();
        assertThat(exposition.valueBySeries().keySet())
                .extracting(Series::name)
                .containsExactly("acme_requests_total", "queue_bucket", "queue_gsum", "build_info");
        assertThat(exposition.kindByName())
                .containsEntry("acme_requests_total", SeriesKind.COUNTER)
                .containsEntry("queue_bucket", SeriesKind.GAUGE)
                .containsEntry("build_info", SeriesKind.GAUGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a b",
                "a 0x10",
                "a 1d",
                "a 1 2 3",
                "a{b=\"c\" 1",
                "a{b=\"c} 1",
                "a{b=c} 1",
                "a{b=\"c\"d=\"e\"} 1",
                "a{b=\"c\",b=\"d\"} 1",
                "{\"neonwatch.up\"} 1",
                "neonwatch.up 1",
                "1a 1",
                "<html>",
                "good 7",
            })
    void shouldPassOverALineThatIsBrokenAndGoOn(String line) {
        // When
        Exposition exposition = parse("good 1\n\n" + line + "\nlast 2\n");

        // Then
        assertThat(exposition.valueBySeries()).containsOnlyKeys(series("good"), series("last"));
        assertThat(exposition.brokenLines()).isEqualTo(1);
        assertThat(exposition.firstProblem()).startsWith("line 3: ");
    }

    @Test
    void shouldTakeOnlyWhatIsWantedAndNotTooMuch() {
        // When
        Exposition exposition = Exposition.parse(
                "a 1\nb 2\nc 3\nd 4\nprocess_start_time_seconds 5", name -> name.length() == 1 && !name.equals("b"), 2);

        // Then
        assertThat(exposition.valueBySeries()).containsOnlyKeys(series("a"), series("c"));
        assertThat(exposition.leftOut()).isEqualTo(1);
        assertThat(exposition.startedAt()).isEqualTo(5);
    }

    private static Exposition parse(String text) {
        return Exposition.parse(text, _ -> true, 1000);
    }

    private static Series series(String name, String... labels) {
        Map<String, String> pairs = new TreeMap<>();
        for (int at = 0; at < labels.length; at += 2) pairs.put(labels[at], labels[at + 1]);
        return new Series(name, new TreeMap<>(pairs));
    }
}
