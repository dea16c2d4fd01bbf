package io.neonwatch.collector.sampling.statements;

import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.Probe;
import io.neonwatch.collector.sampling.QueryActivity;
import io.neonwatch.collector.sampling.QueryDescription;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.collector.sampling.ServerQueries;
import io.neonwatch.metrics.MetricFamily;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all of {@code pg_stat_statements} without texts, tells what was added, and looks up the texts of what it has not
 * met before. Neonwatch's own statements are left out, known by the mark in their text.
 */
public final class StatementsProbe implements Probe {

    private static final String MARK = "/* neonwatch */";
    private static final String NOT_IN_PREREQUISITE_STATE = "55000";
    private static final String MISSING = "pg_stat_statements is not installed in this database: add it to "
            + "shared_preload_libraries, and as a superuser run: CREATE EXTENSION pg_stat_statements";
    private static final String NOT_LOADED = "the server has not loaded pg_stat_statements, so no query is counted: "
            + "add it to shared_preload_libraries in postgresql.conf, and restart the server";
    private static final String TOO_OLD =
            "pg_stat_statements is older than 1.9; as a superuser run: ALTER EXTENSION pg_stat_statements UPDATE";
    private final Origin origin;
    private final ServerQueries queries;
    private final KnownTexts knownTexts = new KnownTexts();
    private final TextLookup textLookup;
    private final HeldBack heldBack = new HeldBack();
    private @Nullable StatementsExtension extension;
    private @Nullable StatementSnapshot previous;

    /** Of the extension's version that the previous snapshot is of. */
    private int previousMinor;

    /** @param queries told of every query of the databases that somebody asks for */
    public StatementsProbe(Origin origin, ServerQueries queries) {
        this(origin, queries, new TextLookup());
    }

    StatementsProbe(Origin origin, ServerQueries queries, TextLookup textLookup) {
        this.origin = origin;
        this.queries = queries;
        this.textLookup = textLookup;
    }

    @Override
    public String name() {
        return "statements";
    }

    @Override
    public void connected(Server server) {
        extension = null;
    }

    @Override
    public List<MetricFamily> metrics() {
        return StatementsMetrics.ALL;
    }

    @Override
    public Reading read(Connection connection) throws SQLException {
        StatementsExtension known = extension;
        if (known == null) known = find(connection);
        extension = null; // looked up again, should reading fail
        // Another version counts other things, and tells since when: its entries would all seem to be made anew.
        if (known.minor() != previousMinor) previous = null;
        previousMinor = known.minor();
        Reading reading = read(connection, known);
        extension = known;
        return reading;
    }

    private static StatementsExtension find(Connection connection) throws SQLException {
        StatementsExtension found = StatementsExtension.find(connection).orElseThrow(() -> new SQLException(MISSING));
        if (found.minor() < StatementsExtension.OLDEST) throw new SQLException(TOO_OLD);
        if (!found.usable())
            throw new SQLException("the user may not use the schema of pg_stat_statements; as its owner run: "
                    + "GRANT USAGE ON SCHEMA " + found.schema() + " TO <the user>");
        return found;
    }

    private Reading read(Connection connection, StatementsExtension extension) throws SQLException {
        StatementsSource source = source(connection, extension);
        StatementSnapshot snapshot = source.snapshot();
        StatementDeltas all = heldBack.with(StatementDeltas.between(previous, snapshot));
        Capacity capacity = Capacity.between(previous, snapshot);
        List<StatementCounters> unknown = all.entries().stream()
                .filter(entry -> lacksText(entry.key().queryId()))
                .toList();
        Map<Long, String> texts = textLookup.find(unknown, connection, extension);
        if (!texts.isEmpty()) knownTexts.add(texts.keySet());
        texts.forEach((id, text) -> {
            if (text.contains(MARK)) knownTexts.addOwn(id);
        });
        texts.keySet().removeIf(knownTexts::own);
        boolean holdsBack = !extension.sharedUser() && !textLookup.sharedUser() && !heldBack.full();
        Predicate<StatementCounters> undecided = entry -> holdsBack
                && entry.key().userId() == extension.user()
                && lacksText(entry.key().queryId());
        StatementDeltas others = all.only(entry -> !knownTexts.own(entry.key().queryId()) && !undecided.test(entry));
        heldBack.keep(all, undecided);
        Map<Long, QueryDescription> descriptions = described(texts, snapshot.observedAt());
        previous = snapshot; // only now, since a connection that is lost on the way must lose no interval
        tell(others, descriptions, snapshot.observedAt());
        String shortcoming = source.shortcoming().isEmpty() ? textLookup.shortcoming() : source.shortcoming();
        return new StatementsReading(
                origin, snapshot.observedAt(), snapshot.epoch(), others, capacity, descriptions, shortcoming);
    }

    private boolean lacksText(long queryId) {
        return !knownTexts.contains(queryId) && !textLookup.withoutText(queryId);
    }

    private StatementsSource source(Connection connection, StatementsExtension extension) throws SQLException {
        try {
            return StatementsSource.read(connection, extension, previous);
        } catch (SQLException e) {
            if (NOT_IN_PREREQUISITE_STATE.equals(e.getSQLState())) throw new SQLException(NOT_LOADED, e);
            throw e;
        }
    }

    private static Map<Long, QueryDescription> described(Map<Long, String> texts, Instant now) {
        Map<Long, QueryDescription> descriptions = new HashMap<>();
        texts.forEach((id, text) -> descriptions.put(id, new QueryDescription(text, Literals.remove(text), now)));
        return descriptions;
    }

    /** For the probes that look into one database each. */
    private void tell(StatementDeltas deltas, Map<Long, QueryDescription> descriptions, Instant now) {
        queries.all().values().forEach(activity -> activity.observed(now));
        for (StatementCounters entry : deltas.entries()) {
            QueryActivity activity = queries.ifWanted(entry.database());
            if (activity == null) continue;
            long id = entry.key().queryId();
            CounterValues counters = entry.counters();
            activity.add(
                    id,
                    counters.whole(StatementCounter.CALLS),
                    entry.totalSeconds(),
                    counters.whole(StatementCounter.ROWS));
            QueryDescription description = descriptions.get(id);
            if (description != null && description.text().length() < StatementsExtension.LONGEST_TEXT)
                activity.describe(id, description);
        }
    }
}
