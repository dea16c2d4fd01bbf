package io.neonwatch.collector.sampling;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * When each probe is due. The rounds of a probe keep their beat: those that were missed are skipped, not made up for.
 * Times are {@link System#nanoTime}.
 */
final class ProbeSchedule {

    private final List<ScheduledProbe> probes;
    private final long[] due;

    ProbeSchedule(List<ScheduledProbe> probes, long start) {
        this.probes = probes;
        this.due = new long[probes.size()];
        Arrays.fill(due, start);
    }

    /** The probes to ask now, in their order. Asking for them counts as asking them. */
    List<ScheduledProbe> takeDue(long now) {
        return IntStream.range(0, due.length)
                .filter(index -> due[index] - now <= 0)
                .mapToObj(index -> take(index, now))
                .toList();
    }

    /** Nanoseconds until the next probe is due; 0 when one is. */
    long untilNext(long now) {
        return Math.max(0, Arrays.stream(due).map(time -> time - now).min().orElse(Long.MAX_VALUE));
    }

    private ScheduledProbe take(int index, long now) {
        long interval = probes.get(index).interval().toNanos();
        long missed = (now - due[index]) / interval;
        due[index] += (missed + 1) * interval;
        return probes.get(index);
    }
}
