package io.neonwatch.processor.alerts;

import io.neonwatch.processor.alerts.ClockStore.Admission;
import io.neonwatch.processor.alerts.ProbeClock.Order;
import io.neonwatch.processor.alerts.WindowStore.WindowValue;
import io.neonwatch.processor.lifecycle.AlertRecords;
import io.neonwatch.processor.lifecycle.AlertRules;
import io.neonwatch.processor.lifecycle.AlertState;
import io.neonwatch.processor.lifecycle.AlertState.Remembered;
import io.neonwatch.processor.lifecycle.Decision;
import io.neonwatch.processor.lifecycle.Observation;
import io.neonwatch.processor.lifecycle.PassingTimeRules;
import io.neonwatch.processor.lifecycle.Series;
import io.neonwatch.processor.lifecycle.Step;
import io.neonwatch.processor.rules.Expression.Windowed;
import io.neonwatch.processor.rules.Rule;
import io.neonwatch.processor.rules.RuleSet;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.MetricBatch;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Loads, asks the rules, stores and forwards. What it forwards is keyed by fingerprint: the events of alerts, and null
 * where an alert is forgotten.
 */
final class AlertProcessor extends ContextualProcessor<String, MetricBatch, String, @Nullable AlertEvent> {

    private final RuleSet rules;
    private final Sampling sampling;
    private final AlertMeters meters;
    private ClockStore clocks;
    private WindowStore windows;
    private AlertStore alerts;

    @SuppressWarnings("NullAway.Init") // Kafka calls init before anything else.
    AlertProcessor(RuleSet rules, AlertMeters meters) {
        this.rules = rules;
        this.sampling = new Sampling(rules);
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, @Nullable AlertEvent> context) {
        super.init(context);
        clocks = new ClockStore(context.getStateStore(AlertTopology.CLOCK_STORE));
        windows = new WindowStore(context.getStateStore(AlertTopology.WINDOW_STORE), rules);
        alerts = new AlertStore(context.getStateStore(AlertTopology.STATE_STORE));
    }

    @Override
    public void process(Record<String, MetricBatch> record) {
        MetricBatch batch = record.value();
        if (batch == null) return;
        // Before anything is stored: a batch that contradicts itself must leave no trace.
        List<Sample> samples = sampling.of(batch);
        Admission admission = clocks.admit(batch);
        meters.countBatch(admission.order());
        if (admission.order() == Order.STALE) return;
        Moment moment = Moment.of(batch, admission.clock(), admission.order() == Order.CLOCK_SET_BACK);

        Set<Series> seen = new HashSet<>();
        for (Sample sample : worstBySeries(samples).values()) {
            seen.add(sample.series());
            apply(sample.rule(), sample.series(), moment.observation(sample));
        }
        for (WindowValue window : windows.advance(batch.getTarget(), samples, moment.now())) {
            seen.add(window.series());
            apply(
                    window.rule(),
                    window.series(),
                    moment.observation(window.rule(), window.value(), window.unit(), window.sampled()));
        }
        for (Series series : alerts.series(batch.getTarget())) if (!seen.contains(series)) advance(series, moment);
    }

    /** Rows may differ in attributes that a rule does not evaluate by: the worst of them counts. */
    private static Map<Series, Sample> worstBySeries(List<Sample> samples) {
        Map<Series, Sample> worst = new LinkedHashMap<>();
        for (Sample sample : samples)
            if (!(sample.rule().of() instanceof Windowed))
                worst.merge(sample.series(), sample, (one, other) -> other.isWorseThan(one) ? other : one);
        return worst;
    }

    private void apply(Rule rule, Series series, Observation observation) {
        AlertState before = alerts.get(series);
        Decision decision = AlertRules.decide(rule, series, before, observation);
        if (decision.steps().isEmpty() && decision.state() instanceof Remembered remembered && remembered.isOver())
            decision = PassingTimeRules.advance(rule, remembered, observation.at());
        carryOut(rule, series, before, decision, observation.at());
    }

    private void advance(Series series, Moment moment) {
        Rule rule = rules.current(series.rule(), series.labels().keySet());
        if (rule != null
                && rule.of() instanceof Windowed windowed
                && windowed.aggregation().zeroWhenEmpty()) {
            apply(rule, series, moment.observation(rule, 0, "", false));
        } else if (alerts.get(series) instanceof Remembered before) {
            Decision decision = rule == null
                    ? PassingTimeRules.ruleRemoved(before, moment.now())
                    : PassingTimeRules.advance(rule, before, moment.now());
            carryOut(rule, series, before, decision, moment.now());
        }
    }

    private void carryOut(@Nullable Rule rule, Series series, AlertState before, Decision decision, Instant now) {
        if (decision.state().equals(before)) return;
        alerts.put(series, decision.state());
        for (Step step : decision.steps()) {
            AlertEvent event = AlertRecords.event(rule, series, step);
            meters.countEvent(step.transition());
            context()
                    .forward(new Record<>(
                            event.getAlert().getFingerprint(),
                            event,
                            event.getAt().toEpochMilli()));
        }
        if (decision.state() instanceof AlertState.Quiet)
            context().forward(new Record<>(series.fingerprint(), null, now.toEpochMilli()));
    }
}
