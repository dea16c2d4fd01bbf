package io.neonwatch.collector.fleet;

import io.neonwatch.collector.sampling.TargetConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives every server one target that leads: the first of its databases. All collectors that know the same targets choose
 * the same, and a database that comes later changes nothing.
 */
final class Leads {

    private Leads() {}

    /** In the same order; of two targets with the same id, the first. */
    static List<Member> of(List<TargetConfig> targets) {
        Map<String, TargetConfig> targetById = new LinkedHashMap<>();
        for (TargetConfig target : targets) targetById.putIfAbsent(target.id(), target);
        Set<String> servers = new HashSet<>();
        List<Member> members = new ArrayList<>();
        for (TargetConfig target : targetById.values()) {
            String server = target.server();
            members.add(new Member(target, server, servers.add(server)));
        }
        return members;
    }
}
