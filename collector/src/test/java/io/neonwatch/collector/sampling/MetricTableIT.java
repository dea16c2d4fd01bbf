package io.neonwatch.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.PostgresVersion;
import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedPostgres.class)
class MetricTableIT {

    private static final MetricFamily FAMILY = MetricFamily.of(
            "a view",
            List.of("postgresql.table.name"),
            Metric.gauge("size", "By", "Size"),
            Metric.gauge("missing", "1", "Not in this version"),
            Metric.delta("scans", "{scan}", "Scans"));

    @ParameterizedTest
    @EnumSource
    void shouldReadWhatThereIs(PostgresVersion version, SharedPostgres.Servers servers) throws SQLException {
        // Given
        String sql = """
                SELECT * FROM (VALUES (E'na"me\\n\\u263A', 1.5::float8, 7::bigint),
                                      (NULL, NULL, 2),
                                      ('x', 'Infinity'::float8, 3)) AS v("postgresql.table.name", size, scans)
                """;

        // When
        MetricTable table;
        try (Connection connection = servers.database(version).connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            table = MetricTable.read(FAMILY, result);
        }

        // Then
        assertThat(table.family().metrics()).extracting(Metric::name).containsExactly("size", "scans");
        assertThat(table.rows())
                .containsExactly(
                        new MetricRow(List.of("na\"me\n\u263A"), List.of(1.5, 7.0)),
                        new MetricRow(List.of(""), List.of(Double.NaN, 2.0)),
                        new MetricRow(List.of("x"), List.of(Double.NaN, 3.0)));
    }
}
