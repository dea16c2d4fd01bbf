package io.neonwatch.collector.sampling;

import java.util.Collection;

/**
 * What connections to a target have cost so far.
 *
 * @param seconds of the database's time
 * @param received bytes
 * @param sent bytes
 */
record CostTotals(long statements, double seconds, long received, long sent) {

    static final CostTotals NONE = new CostTotals(0, 0, 0, 0);

    static CostTotals of(TargetConnector connector) {
        return new CostTotals(
                connector.cost().statements(),
                connector.cost().seconds(),
                connector.traffic().received(),
                connector.traffic().sent());
    }

    static CostTotals of(Collection<TargetConnector> connectors) {
        return connectors.stream().map(CostTotals::of).reduce(NONE, CostTotals::plus);
    }

    CostTotals plus(CostTotals other) {
        return new CostTotals(
                statements + other.statements, seconds + other.seconds, received + other.received, sent + other.sent);
    }

    CostTotals since(CostTotals before) {
        return new CostTotals(
                statements - before.statements,
                seconds - before.seconds,
                received - before.received,
                sent - before.sent);
    }
}
