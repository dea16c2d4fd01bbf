package io.neonwatch.collector.sampling;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When each probe is due. The rounds of a probe keep their beat: those that were missed are skipped, not made up for,
 * and a round in between does not move it. Times are {@link System#nanoTime}.
 */
final class ProbeSchedule {

    /**
     * What is due so shortly before a round is that round: records of one probe are told apart by the millisecond, and one
     * of the same as the last passes for a repeat.
     */
    private static final long CLOSEST = Duration.ofMillis(5).toNanos();

    private final List<ScheduledProbe> probes;
    private final long[] due;
    private final long[] between;
    private final double[] stretch;

    ProbeSchedule(List<ScheduledProbe> probes, long start) {
        this.probes = probes;
        this.due = new long[probes.size()];
        Arrays.fill(due, start);
        this.between = due.clone();
        this.stretch = new double[probes.size()];
        Arrays.fill(stretch, 1);
    }

    /** The probes to ask now, in their order. Asking for them counts as asking them. */
    List<DueProbe> takeDue(long now) {
        return IntStream.range(0, due.length)
                .filter(index -> next(index) - now <= 0)
                .mapToObj(index -> take(index, now))
                .toList();
    }

    /** The first of the probes, if it is due; as {@link #takeDue} otherwise. */
    Optional<DueProbe> takeFirst(long now) {
        return next(0) - now <= 0 ? Optional.of(take(0, now)) : Optional.empty();
    }

    /** Asks for one more look before the next round of the beat; in vain if that comes first. */
    void askBetween(ScheduledProbe probe, long at) {
        int index = probes.indexOf(probe);
        if (at - due[index] < 0) between[index] = at;
    }

    /**
     * Makes the intervals longer than the probes' own, or the same again, and tells those probes so.
     *
     * @param factors one for each probe, at least 1
     */
    void stretch(double[] factors, long now) {
        for (int index = 0; index < due.length; index++) {
            if (stretch[index] == factors[index]) continue;
            stretch[index] = factors[index];
            probes.get(index).probe().intervalChanged(Duration.ofNanos(interval(index)));
            long latest = now + interval(index);
            if (due[index] - latest > 0) due[index] = latest;
            if (between[index] - latest > 0) between[index] = latest;
        }
    }

    /** Nanoseconds until the next probe is due; 0 when one is. */
    long untilNext(long now) {
        return IntStream.range(0, due.length)
                .mapToLong(index -> Math.max(0, next(index) - now))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private long next(int index) {
        return between[index] - due[index] < 0 ? between[index] : due[index];
    }

    private DueProbe take(int index, long now) {
        long interval = interval(index);
        long since = next(index);
        boolean round = due[index] - now <= CLOSEST;
        if (round) due[index] += ((now - due[index]) / interval + 1) * interval;
        between[index] = due[index];
        return new DueProbe(probes.get(index), since, !round);
    }

    private long interval(int index) {
        return (long) (probes.get(index).interval().toNanos() * stretch[index]);
    }
}
