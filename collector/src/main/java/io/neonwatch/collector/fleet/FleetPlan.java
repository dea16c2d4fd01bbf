package io.neonwatch.collector.fleet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * From what is watched to what should be. A target that changed is stopped and started.
 *
 * @param stop what must not go on: removed, changed, or another collector's now
 * @param start what is to begin after that
 * @param removed those to be stopped that nobody should watch any more
 */
record FleetPlan(List<Member> stop, List<Member> start, List<Member> removed) {

    /**
     * @param running what is watched here now
     * @param desired what all collectors together should watch, each id once
     * @param mine whether a target, by its id, is this collector's
     */
    static FleetPlan of(Collection<Member> running, Collection<Member> desired, Predicate<String> mine) {
        Set<String> known = new HashSet<>();
        Map<String, Member> wanted = new LinkedHashMap<>();
        for (Member member : desired) {
            known.add(member.id());
            if (mine.test(member.id())) wanted.put(member.id(), member);
        }
        List<Member> stop = new ArrayList<>();
        List<Member> removed = new ArrayList<>();
        for (Member member : running) {
            if (member.equals(wanted.get(member.id()))) wanted.remove(member.id());
            else stop.add(member);
            if (!known.contains(member.id())) removed.add(member);
        }
        return new FleetPlan(stop, List.copyOf(wanted.values()), removed);
    }

    boolean isEmpty() {
        return stop.isEmpty() && start.isEmpty();
    }
}
