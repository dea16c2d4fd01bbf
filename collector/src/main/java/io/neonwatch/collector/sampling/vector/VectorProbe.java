package io.neonwatch.collector.sampling.vector;

import io.neonwatch.collector.sampling.Gate;
import io.neonwatch.collector.sampling.PlanShape;
import io.neonwatch.collector.sampling.PlanShapes;
import io.neonwatch.collector.sampling.Probe;
import io.neonwatch.collector.sampling.QueryActivity;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.RelationName;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.collector.sampling.SideSessions;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.TargetConnector;
import io.neonwatch.metrics.MetricFamily;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Vector search with pgvector. Where its access methods are not there, one cheap look is all that is asked. What queries
 * do and how they are planned comes from the probes that read it anyway.
 */
public final class VectorProbe implements Probe {

    private final int rowFloor;
    private final PlanShapes plans;
    private final SearchHistory searches;
    private final IndexUseHistory indexUse = new IndexUseHistory();
    private final SettingHistory settings = new SettingHistory();
    private final RecallRunner recall;
    private final List<TargetConnector> connectors;
    private Map<RelationName, Double> rowsByTable = new HashMap<>();
    private Set<RelationName> lastIndexes = Set.of();
    private RecallReport lastRecall = RecallReport.NONE;
    private boolean libraryLoaded;
    private @Nullable VectorLook previous;

    /**
     * @param sessions told of those that the recall probe opens on the target itself
     * @param recallGate asked before each run of the recall probe
     */
    public VectorProbe(
            VectorConfig config,
            TargetConfig target,
            QueryActivity activity,
            PlanShapes plans,
            SideSessions sessions,
            Gate recallGate) {
        this.rowFloor = config.floor();
        this.plans = plans;
        this.searches = new SearchHistory(activity, config.expectedRows());
        RecallConfig measured = config.recall();
        Optional<RecallBranch> branch = measured.branchOf(target);
        TargetConnector connector = branch.map(one -> new TargetConnector(one.in(target)))
                .orElseGet(() -> new TargetConnector(target, sessions));
        this.connectors = branch.isPresent() ? List.of() : List.of(connector);
        this.recall = new RecallRunner(
                measured,
                connector,
                recallGate,
                new RecallSchedule(measured.interval(), System.nanoTime(), new Random()));
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public List<MetricFamily> metrics() {
        return VectorMetrics.ALL;
    }

    @Override
    public void connected(Server server) {
        libraryLoaded = false;
    }

    /** The recall probe's, which has a budget of its own; not where it runs on a branch, which is another database. */
    @Override
    public List<TargetConnector> connectors() {
        return connectors;
    }

    @Override
    public void disconnected() {
        recall.stop();
    }

    @Override
    public Reading read(Connection connection) throws SQLException {
        VectorLook look = VectorLook.read(connection);
        if (look.present() && !libraryLoaded) {
            load(connection, look.schema());
            libraryLoaded = true;
            look = VectorLook.read(connection);
        }
        VectorLook before = previous;
        previous = look;
        if (!look.present())
            return new VectorReading(
                    look, null, List.of(), Map.of(), List.of(), List.of(), List.of(), RecallReport.NONE, "");
        List<IndexSample> samples = VectorIndexes.read(connection);
        List<VectorIndex> indexes = samples.stream().map(IndexSample::index).toList();
        List<QuerySearch> found = searches.sinceLast();
        lookAgainIfIndexesWent(indexes, found);
        recall.startIfDue(System.nanoTime());
        RecallReport report = recall.take();
        if (report != null) lastRecall = report;
        Instant start = before == null || !before.epoch().equals(look.epoch()) ? null : before.observedAt();
        return new VectorReading(
                look,
                start,
                samples,
                indexUse.add(look.epoch(), samples),
                settings.add(look.settings()),
                found,
                choices(connection, found, indexes),
                Objects.requireNonNullElse(report, RecallReport.NONE),
                lastRecall.shortcoming());
    }

    /** The settings of pgvector exist in a session from the first use of its library on. */
    private static void load(Connection connection, String schema) throws SQLException {
        if (schema.isEmpty()) return;
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT /* neonwatch */ '[1]'::" + schema + ".vector IS NULL")) {
            statement.execute();
        }
    }

    /** A plan that read an index which is gone is another one now. */
    private void lookAgainIfIndexesWent(List<VectorIndex> indexes, List<QuerySearch> found) {
        Set<RelationName> names = new HashSet<>();
        for (VectorIndex index : indexes) if (index.valid()) names.add(index.name());
        if (!names.equals(lastIndexes)) for (QuerySearch search : found) plans.lookAgain(search.queryId());
        lastIndexes = names;
    }

    private List<QueryChoice> choices(Connection connection, List<QuerySearch> found, List<VectorIndex> indexes)
            throws SQLException {
        learnRows(connection, found, indexes);
        List<QueryChoice> choices = new ArrayList<>();
        for (QuerySearch search : found) {
            PlanShape shape = plans.of(search.queryId());
            if (shape != null)
                IndexChoice.of(shape, search.distance(), indexes, rowsByTable, rowFloor)
                        .ifPresent(choice -> choices.add(new QueryChoice(search.queryId(), search.distance(), choice)));
        }
        return choices;
    }

    private void learnRows(Connection connection, List<QuerySearch> found, List<VectorIndex> indexes)
            throws SQLException {
        Map<RelationName, Double> rows = new HashMap<>();
        Set<RelationName> names = new HashSet<>();
        for (VectorIndex index : indexes) {
            names.add(index.name());
            if (!Double.isNaN(index.rows())) rows.put(index.table(), index.rows());
        }
        Set<RelationName> withoutIndex = new HashSet<>();
        for (QuerySearch search : found) {
            PlanShape shape = plans.of(search.queryId());
            if (shape == null || shape.indexes().stream().anyMatch(names::contains)) continue;
            withoutIndex.addAll(shape.relations());
        }
        withoutIndex.removeAll(rows.keySet());
        rows.putAll(SearchedTables.rows(connection, withoutIndex));
        rowsByTable = rows;
    }
}
