package io.neonwatch.collector.sampling.plans;

import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.PlanShape;
import io.neonwatch.collector.sampling.PlanShapes;
import io.neonwatch.collector.sampling.Probe;
import io.neonwatch.collector.sampling.QueryActivity;
import io.neonwatch.collector.sampling.QueryDescription;
import io.neonwatch.collector.sampling.QueryTotals;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.RoleRights;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.metrics.MetricFamily;
import io.neonwatch.schemas.QueryText;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks at the plans of queries that are new or have become slow, and tells which have changed. Asks nothing otherwise. */
public final class PlansProbe implements Probe {

    private static final String REFUSED = "plans of queries on tables that the user may not read cannot be seen; as a "
            + "superuser run: GRANT pg_read_all_data TO <the user>";

    /** A right may be granted or taken away, and then nobody should have to wait for long. */
    private static final Duration REFUSED_FOR = Duration.ofHours(1);

    private static final int MOST_REFUSED = 5_000;

    private final Origin origin;
    private final QueryActivity activity;
    private final PlanShapes shapes;
    private final SeenShapes seen = new SeenShapes();
    private final PlanQueue queue;
    private final InstantSource clock;
    private final Set<Long> refused = new HashSet<>();
    private @Nullable Instant lastRound;

    private RoleRights rights = RoleRights.UNKNOWN;

    private Instant rightsKnownUntil = Instant.MIN;

    /**
     * @param activity which queries there are
     * @param shapes told of every plan seen
     */
    public PlansProbe(
            Origin origin, PlansConfig config, QueryActivity activity, PlanShapes shapes, InstantSource clock) {
        this.origin = origin;
        this.activity = activity;
        this.shapes = shapes;
        this.queue = new PlanQueue(config);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "plans";
    }

    @Override
    public List<MetricFamily> metrics() {
        return PlansMetrics.ALL;
    }

    @Override
    public void connected(Server server) {
        rightsKnownUntil = Instant.MIN;
    }

    @Override
    public Reading read(Connection connection) throws SQLException {
        // The database's clock without asking for it: when the queries were read.
        Instant now = Objects.requireNonNullElseGet(activity.observedAt(), clock::instant);
        PlansReading reading =
                new PlansReading(now, lastRound, new TreeMap<>(), new ArrayList<>(), new ArrayList<>(), "");
        List<Long> due = queue.next(clock.instant(), activity.totals(), shapes.takeWanted());
        if (!due.isEmpty() && mayLook(connection)) look(due, connection, reading);
        lastRound = now;
        String shortcoming =
                rights.forbidden().isEmpty() && !refused.isEmpty() && !rights.readsAll() ? REFUSED : rights.forbidden();
        return new PlansReading(
                now,
                reading.intervalStart(),
                reading.looksByOutcome(),
                reading.changes(),
                reading.texts(),
                shortcoming);
    }

    private boolean mayLook(Connection connection) throws SQLException {
        Instant now = clock.instant();
        if (!now.isBefore(rightsKnownUntil)) {
            rights = RoleRights.of(connection);
            rightsKnownUntil = now.plus(REFUSED_FOR);
        }
        return rights.forbidden().isEmpty();
    }

    private void look(List<Long> queryIds, Connection connection, PlansReading reading) throws SQLException {
        try (Explainer explainer = Explainer.on(connection)) {
            for (long id : queryIds) {
                QueryDescription description = activity.description(id);
                // Its text may still come: the lookup of texts has bounds of its own.
                if (description == null) queue.postpone(id, clock.instant().plusSeconds(60));
                else look(id, description, explainer, reading);
            }
        }
    }

    private void look(long id, QueryDescription description, Explainer explainer, PlansReading reading)
            throws SQLException {
        Optional<ExplainableText> text = ExplainableText.of(description.text(), usualRows(id));
        if (text.isEmpty()) {
            queue.never(id);
            return;
        }
        queue.looked(id, clock.instant());
        Explanation explanation = explainer.explain(text.get());
        reading.looksByOutcome().merge(explanation.outcome(), 1, Integer::sum);
        refused.remove(id);
        switch (explanation) {
            case Explanation.Seen(PlanShape shape) -> {
                PlanChange change = seen.change(id, text.get().limit(), shape.hash());
                if (change != null) reading.changes().add(change);
                tell(id, description, shape, reading);
            }
            case Explanation.Refused _ -> {
                // Nobody should give a monitoring user the right to write, so what only that would show is left out.
                if (text.get().reads() && refused.size() < MOST_REFUSED) refused.add(id);
                queue.postpone(id, clock.instant().plus(REFUSED_FOR));
            }
            case Explanation.Postponed _ -> {}
            case Explanation.Impossible _ -> queue.never(id);
        }
    }

    private void tell(long id, QueryDescription description, PlanShape shape, PlansReading reading) {
        PlanShape before = shapes.of(id);
        shapes.put(id, shape);
        if (before != null && before.hash().equals(shape.hash())) return;
        reading.texts()
                .add(new QueryText(
                        origin.target(), id, description.publicText(), description.firstSeenAt(), shape.text()));
    }

    /** In powers of ten, so that a little more or less does not make another plan. */
    private long usualRows(long id) {
        QueryTotals totals = activity.totals(id);
        double rows = totals == null || totals.calls() == 0 ? 0 : totals.rowsPerCall();
        long usual = 10;
        while (usual < rows && usual < 1_000_000) usual *= 10;
        return usual;
    }
}
