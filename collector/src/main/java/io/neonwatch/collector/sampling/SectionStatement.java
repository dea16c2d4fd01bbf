package io.neonwatch.collector.sampling;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One statement for many small families: each row says which section it belongs to. */
public final class SectionStatement {

    private final List<Section> sections;
    private final String text;

    private SectionStatement(List<Section> sections, String text) {
        this.sections = sections;
        this.text = text;
    }

    /**
     * @param resets SQL expressions, each a {@code timestamptz} or null: the epoch ends when one of them changes
     * @param major version of the server: what it does not have is not asked
     */
    public static SectionStatement of(List<Section> sections, List<String> resets, int major) {
        List<Section> present = sections.stream()
                .filter(section -> section.isIn(major))
                .map(section -> section.in(major))
                .toList();
        return new SectionStatement(present, text(present, resets));
    }

    public String text() {
        return text;
    }

    /** Executes it; parameters have been set. */
    public SectionAnswer read(PreparedStatement statement) throws SQLException {
        List<List<SectionRow>> rows =
                sections.stream().<List<SectionRow>>map(_ -> new ArrayList<>()).toList();
        try (ResultSet result = statement.executeQuery()) {
            result.next();
            Instant observedAt = Instants.required(result, "observed_at");
            String epoch = result.getString("epoch");
            boolean seesAll = result.getBoolean("sees_all");
            do {
                int section = result.getInt("section");
                if (!result.wasNull()) rows.get(section).add(row(result));
            } while (result.next());
            return new SectionAnswer(observedAt, epoch, seesAll, tables(rows));
        }
    }

    private List<SectionTable> tables(List<List<SectionRow>> rows) {
        return IntStream.range(0, sections.size())
                .mapToObj(section -> new SectionTable(sections.get(section).family(), rows.get(section)))
                .toList();
    }

    private static SectionRow row(ResultSet result) throws SQLException {
        List<String> attributes = Arrays.stream(array(result, "attributes"))
                .map(attribute -> Objects.toString(attribute, ""))
                .toList();
        List<Double> values = Arrays.stream(array(result, "metrics"))
                .map(value -> value instanceof Double number && Double.isFinite(number) ? number : Double.NaN)
                .toList();
        String id = result.getString("id");
        return new SectionRow(id == null ? attributes : List.of(id), new MetricRow(attributes, values));
    }

    private static @Nullable Object[] array(ResultSet result, String column) throws SQLException {
        Array array = result.getArray(column);
        return (@Nullable Object[]) array.getArray();
    }

    // The counters go back to zero after a crash, which only pg_stat_bgwriter tells. What is volatile is not pulled up,
    // so that the moment is one for all rows.
    private static String text(List<Section> sections, List<String> resets) {
        return """
                SELECT /* neonwatch */ moment.*, answer.*
                FROM (SELECT clock_timestamp() AS observed_at,
                             pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AS sees_all,
                             concat_ws('.',
                                 (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint,
                                 coalesce((extract(epoch FROM pg_stat_get_bgwriter_stat_reset_time()) * 1000)::bigint, 0)%s
                             ) AS epoch) AS moment
                LEFT JOIN (
                %s
                ) AS answer ON true
                """.formatted(
                        resets.stream().map(SectionStatement::milliseconds).collect(Collectors.joining()),
                        IntStream.range(0, sections.size())
                                .mapToObj(index -> text(index, sections.get(index)))
                                .collect(Collectors.joining("\nUNION ALL\n")));
    }

    private static String milliseconds(String reset) {
        return ",\n coalesce((extract(epoch FROM " + reset + ") * 1000)::bigint, 0)";
    }

    private static String text(int index, Section section) {
        String metrics = section.columns().stream().map(Column::expression).collect(Collectors.joining(", "));
        return "SELECT %d AS section, %s::text AS id, ARRAY[%s]::text[] AS attributes, ARRAY[%s]::float8[] AS metrics FROM %s"
                .formatted(index, section.id(), String.join(", ", section.attributes()), metrics, section.from());
    }
}
