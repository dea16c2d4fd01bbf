package io.neonwatch.collector.sampling.relations;

import io.neonwatch.collector.sampling.Probe;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.metrics.MetricFamily;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement about all tables and indexes, since what is not read in a round cannot be compared in the next; one for
 * the sizes of what may have changed its size; and in some rounds one more that costs more.
 */
public final class RelationsProbe implements Probe {

    private static final List<SlowQuestion> SLOW =
            List.of(new RedundantIndexQuestion(), new BloatQuestion(), new SequenceQuestion());

    private final RelationsConfig config;
    private final RelationSizes sizes = new RelationSizes();
    private final RelationHistory history = new RelationHistory();
    private final SlowLane slowLane;
    private String sql = "";
    private @Nullable Instant lastObservedAt;
    private String lastEpoch = "";

    public RelationsProbe(RelationsConfig config) {
        this.config = config;
        this.slowLane = new SlowLane(SLOW, config.slowInterval(), System.nanoTime());
    }

    @Override
    public String name() {
        return "relations";
    }

    @Override
    public List<MetricFamily> metrics() {
        List<MetricFamily> all = new ArrayList<>(List.of(
                RelationMetrics.WHOLE,
                RelationMetrics.TOTALS,
                TableMetrics.SIZES,
                TableMetrics.USE,
                TableMetrics.UPKEEP,
                TableMetrics.BLOCKS,
                IndexMetrics.USE,
                IndexMetrics.UNUSED,
                IndexMetrics.INVALID));
        for (SlowQuestion question : SLOW) all.addAll(question.metrics());
        return all;
    }

    @Override
    public void connected(Server server) {
        sql = RelationQuery.of(server);
    }

    @Override
    public Reading read(Connection connection) throws SQLException {
        RelationSnapshot now = snapshot(connection);
        List<RelationSample> samples = sizes.complete(now, connection);
        Instant start = lastEpoch.equals(now.epoch()) ? lastObservedAt : null;
        lastObservedAt = now.observedAt();
        lastEpoch = now.epoch();
        List<RelationChange> changes = history.add(now.epoch(), samples, now.locked());
        SlowAnswer slow = slowLane.ask(connection, now.widths(), config.mostIndexes(), System.nanoTime());
        return new RelationsReading(
                now.observedAt(),
                now.epoch(),
                start,
                now.statisticsAge(),
                changes,
                now.locked().size(),
                config,
                slow.tables(),
                slow.shortcoming());
    }

    private RelationSnapshot snapshot(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            return new RelationReader(result).read();
        }
    }
}
