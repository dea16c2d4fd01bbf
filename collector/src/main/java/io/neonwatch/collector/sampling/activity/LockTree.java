package io.neonwatch.collector.sampling.activity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Those at the roots of the waiting: they hold a lock that others wait for, and wait for none themselves.
 *
 * @param roots those first that hold up most
 */
record LockTree(List<Root> roots) {

    /** @param blocked how many wait for it, be it for another who waits for it */
    record Root(LockHolder holder, int blocked) {}

    static LockTree of(LockSample sample) {
        Map<Integer, Set<Integer>> waitersByBlocker = new HashMap<>();
        Set<Integer> waiting = new HashSet<>();
        for (LockWait wait : sample.waits()) {
            waiting.add(wait.pid());
            for (int blocker : wait.blockers())
                waitersByBlocker.computeIfAbsent(blocker, _ -> new HashSet<>()).add(wait.pid());
        }
        List<Root> roots = new ArrayList<>();
        for (int blocker : waitersByBlocker.keySet())
            if (!waiting.contains(blocker))
                roots.add(new Root(holder(sample, blocker), blockedBy(blocker, waitersByBlocker)));
        roots.sort(Comparator.comparingInt(Root::blocked)
                .reversed()
                .thenComparingInt(root -> root.holder().pid()));
        return new LockTree(roots);
    }

    private static int blockedBy(int root, Map<Integer, Set<Integer>> waitersByBlocker) {
        Set<Integer> blocked = new HashSet<>();
        Deque<Integer> toFollow = new ArrayDeque<>(List.of(root));
        while (!toFollow.isEmpty())
            for (int waiter : waitersByBlocker.getOrDefault(toFollow.pop(), Set.of()))
                if (blocked.add(waiter)) toFollow.push(waiter);
        return blocked.size();
    }

    private static LockHolder holder(LockSample sample, int pid) {
        LockHolder known = sample.holders().get(pid);
        if (known != null) return known;
        return new LockHolder(pid, "", pid == 0 ? "prepared transaction" : "", "", "");
    }
}
