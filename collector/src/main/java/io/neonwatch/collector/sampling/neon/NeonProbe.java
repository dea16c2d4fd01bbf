package io.neonwatch.collector.sampling.neon;

import io.neonwatch.collector.sampling.CounterHistory;
import io.neonwatch.collector.sampling.DetachedProbe;
import io.neonwatch.collector.sampling.MetricTable;
import io.neonwatch.collector.sampling.NeonBranch;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.collector.sampling.TabularReading;
import io.neonwatch.metrics.MetricFamily;
import io.neonwatch.neon.Branch;
import io.neonwatch.neon.Endpoint;
import io.neonwatch.neon.NeonException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Neon's API says of the compute and its branch, asleep or awake, and what the extension {@code neon} adds. */
public final class NeonProbe implements DetachedProbe {

    private static final Duration STATE_AGE = Duration.ofSeconds(5);

    /** Of an answer that is good enough to be shown as the state. */
    private static final Duration TOO_OLD = Duration.ofMinutes(1);

    /** Rounds after which it is asked anew what may be read. */
    private static final int LOOK_AGAIN = 20;

    /** Neon's counters begin again with every billing period, which shows as a counter that fell. */
    private static final String ONE_EPOCH = "neon";

    private final NeonComputes computes;
    private final NeonBranch where;
    private final InstantSource clock;
    private final CounterHistory branchHistory = new CounterHistory();
    private final Map<String, CounterHistory> extensionHistory = new HashMap<>();
    private @Nullable NeonExtension extension;
    private int roundsToLook;
    private int connections;
    private String problem = "";
    private @Nullable Instant lastAt;

    public NeonProbe(NeonComputes computes, NeonBranch where, InstantSource clock) {
        this.computes = computes;
        this.where = where;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "neon";
    }

    @Override
    public List<MetricFamily> metrics() {
        return NeonMetrics.ALL;
    }

    @Override
    public void connected(Server server) {
        roundsToLook = 0;
        connections++;
        lastAt = null;
    }

    @Override
    public Reading read(Connection connection) throws SQLException {
        if (roundsToLook-- <= 0) {
            extension = NeonExtension.find(connection);
            roundsToLook = LOOK_AGAIN;
        }
        ExtensionQuestions.Answer answer = ExtensionQuestions.ask(connection, extension);
        List<MetricTable> tables = new ArrayList<>(api());
        // What was added while nobody looked belongs to no interval.
        String epoch = answer.epoch() + "/" + connections;
        for (MetricTable table : answer.tables())
            tables.add(extensionHistory
                    .computeIfAbsent(table.family().metrics().getFirst().name(), _ -> new CounterHistory())
                    .since(epoch, table));
        return reading(answer.observedAt(), answer.epoch(), tables, extensionProblem());
    }

    @Override
    public Reading readDetached() {
        return reading(clock.instant(), "", api(), "");
    }

    private Reading reading(Instant at, String epoch, List<MetricTable> tables, String missing) {
        String shortcoming =
                Stream.of(problem, missing).filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
        Reading reading = new TabularReading(at, epoch, lastAt, tables, shortcoming);
        lastAt = at;
        return reading;
    }

    /** The database does not depend on the API: when that is away, the rest goes on. */
    private List<MetricTable> api() {
        problem = "";
        List<MetricTable> tables = new ArrayList<>();
        try {
            Endpoint endpoint = state();
            tables.add(ApiTables.state(endpoint));
            if (endpoint != null) tables.add(ApiTables.compute(endpoint, clock.instant()));
            Branch branch = computes.branch(where);
            tables.add(ApiTables.branchState(branch));
            tables.add(branchHistory.since(ONE_EPOCH, ApiTables.branch(branch)));
            tables.add(ApiTables.project(computes.project(where), branch));
        } catch (NeonException e) {
            problem = e.reason();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return tables;
    }

    private @Nullable Endpoint state() throws InterruptedException {
        try {
            Seen<Endpoint> seen = computes.endpoint(where, STATE_AGE);
            return seen.age().compareTo(TOO_OLD) > 0 ? null : seen.value();
        } catch (NeonException e) {
            problem = e.reason();
            return null;
        }
    }

    private String extensionProblem() {
        NeonExtension found = extension;
        if (found == null)
            return "the extension neon, with what the compute's cache does, is not in this database; run: CREATE EXTENSION neon";
        String missing = found.missing();
        return missing.isEmpty() ? "" : "not all of the extension neon may be read; as its owner run: " + missing;
    }
}
