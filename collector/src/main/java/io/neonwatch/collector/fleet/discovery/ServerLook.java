package io.neonwatch.collector.fleet.discovery;

import io.neonwatch.collector.sampling.DatabaseList;
import io.neonwatch.collector.sampling.NamePatterns;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.Turns;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** The databases of one server, asked of the server itself. */
record ServerLook(TargetConfig server, Turns turns) implements Look {

    @Override
    public List<TargetConfig> look() throws SQLException, InterruptedException {
        try (Turns.Turn _ = turns.take(false)) {
            return targets(server, DatabaseList.of(server));
        }
    }

    static List<TargetConfig> targets(TargetConfig server, List<String> databases) {
        NamePatterns patterns = Objects.requireNonNullElse(server.databases(), NamePatterns.ALL);
        return databases.stream().filter(patterns::match).map(server::of).toList();
    }
}
