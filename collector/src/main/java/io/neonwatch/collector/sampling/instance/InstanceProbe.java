package io.neonwatch.collector.sampling.instance;

import io.neonwatch.collector.sampling.Instants;
import io.neonwatch.collector.sampling.Probe;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.metrics.MetricFamily;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One statement: connections and their limit, sessions that ended badly, and the settings, which it reads only when the
 * server has read its files since.
 */
public final class InstanceProbe implements Probe {

    private @Nullable InstanceCounts previous;
    private final ConnectionHistory connections = new ConnectionHistory();
    private final SettingHistory settings = new SettingHistory();
    private String settingsLoadedAt = "";

    @Override
    public String name() {
        return "instance";
    }

    @Override
    public List<MetricFamily> metrics() {
        return InstanceMetrics.ALL;
    }

    @Override
    public void connected(Server server) {
        settingsLoadedAt = "";
    }

    @Override
    public Reading read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(InstanceStatement.TEXT)) {
            statement.setString(1, settingsLoadedAt);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                InstanceCounts counts = counts(row);
                List<Setting> changed = changedSettings(row);
                boolean comparable = previous != null && previous.epoch().equals(counts.epoch());
                InstanceReading reading = new InstanceReading(
                        counts,
                        comparable ? previous : null,
                        connections.add(counts.observedAt(), counts.sessions()),
                        settings.current(),
                        changed);
                previous = counts;
                return reading;
            }
        }
    }

    private static InstanceCounts counts(ResultSet row) throws SQLException {
        return new InstanceCounts(
                Instants.required(row, "observed_at"),
                row.getString("epoch"),
                Instants.required(row, "started_at"),
                row.getInt("most"),
                row.getInt("reserved"),
                new SessionCounters(
                        row.getLong("sessions_started"),
                        row.getLong("sessions_abandoned"),
                        row.getLong("sessions_fatal"),
                        row.getLong("sessions_killed")),
                row.getBoolean("sees_all"),
                texts(row.getArray("sessions")).map(InstanceProbe::sessions).toList());
    }

    private List<Setting> changedSettings(ResultSet row) throws SQLException {
        Array found = row.getArray("settings");
        if (found == null) return List.of();
        settingsLoadedAt = row.getString("settings_loaded_at");
        return settings.add(texts(found).map(InstanceProbe::setting).toList());
    }

    private static Stream<@Nullable String[]> texts(Array rows) throws SQLException {
        return Arrays.stream((@Nullable Object[]) rows.getArray()).map(texts -> (@Nullable String[]) texts);
    }

    private static Sessions sessions(@Nullable String[] row) {
        return new Sessions(
                required(row[0]),
                optional(row[1]),
                optional(row[2]),
                optional(row[3]),
                Long.parseLong(required(row[4])));
    }

    private static Setting setting(@Nullable String[] row) {
        return new Setting(
                required(row[0]),
                required(row[1]),
                row[2],
                row[3],
                optional(row[4]),
                required(row[5]).equals("true"));
    }

    private static String required(@Nullable String text) {
        return Objects.requireNonNull(text);
    }

    private static String optional(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
