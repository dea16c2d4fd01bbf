package io.neonwatch.collector.fleet;

import io.neonwatch.collector.sampling.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * From what is watched to what should be. A target that changed is stopped and started. What is not confirmed to be this
 * collector's goes on, and does not begin.
 *
 * @param stop what must not go on: removed, changed, or another collector's now
 * @param start what is to begin after that
 * @param removed those to be stopped that nobody should watch any more
 */
record FleetPlan(List<Member> stop, List<Member> start, List<Member> removed) {

    /**
     * @param running what is watched here now
     * @param desired what all collectors together should watch, each id once
     * @param standing whether a target is this collector's
     */
    static FleetPlan of(Collection<Member> running, Collection<Member> desired, Function<Member, Standing> standing) {
        Map<String, String> serverById = new HashMap<>();
        for (Member member : running) serverById.put(member.id(), member.server());
        Set<String> known = new HashSet<>();
        Map<String, Member> wanted = new LinkedHashMap<>();
        for (Member member : desired) {
            known.add(member.id());
            boolean goesOn = member.server().equals(serverById.get(member.id()));
            if (isWanted(standing.apply(member), goesOn)) wanted.put(member.id(), member);
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

    private static boolean isWanted(Standing standing, boolean goesOn) {
        return switch (standing) {
            case Standing.Held() -> true;
            case Standing.Unconfirmed _ -> goesOn;
            case Standing.Lost() -> false;
        };
    }

    boolean isEmpty() {
        return stop.isEmpty() && start.isEmpty();
    }
}
