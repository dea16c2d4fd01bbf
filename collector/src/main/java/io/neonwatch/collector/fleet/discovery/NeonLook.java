package io.neonwatch.collector.fleet.discovery;

import io.neonwatch.collector.sampling.NeonBranch;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.neon.Branch;
import io.neonwatch.neon.Database;
import io.neonwatch.neon.Endpoint;
import io.neonwatch.neon.NeonException;
import io.neonwatch.neon.NeonException.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The databases of a Neon project, asked of Neon's API: no compute is connected to, so a suspended one stays so.
 *
 * @param most once more than these have been found, the branches that are left are not asked for theirs
 */
record NeonLook(ProjectConfig config, NeonProjects neon, int most) implements Look {

    @Override
    public List<TargetConfig> look() throws InterruptedException {
        Map<String, List<Endpoint>> endpointsByBranch = neon.endpoints(config.project()).stream()
                .filter(endpoint -> !endpoint.disabled())
                .collect(Collectors.groupingBy(Endpoint::branchId));
        List<Branch> branches = neon.branches(config.project()).stream()
                .filter(branch -> branch.usable() && wanted(branch) && endpointsByBranch.containsKey(branch.id()))
                .sorted(Comparator.comparing(Branch::createdAt).thenComparing(Branch::id))
                .toList();
        List<TargetConfig> targets = new ArrayList<>();
        for (Branch branch : branches) {
            if (targets.size() > most) break;
            List<Database> databases = databases(branch).stream()
                    .filter(database -> config.databases().match(database.name()))
                    .sorted(Comparator.comparing(Database::id))
                    .toList();
            for (Endpoint endpoint : endpointsByBranch.getOrDefault(branch.id(), List.of()))
                for (Database database : databases) targets.add(target(endpoint, database));
        }
        return targets;
    }

    /** None where the branch was deleted since the look began, which may be a minute ago. */
    private List<Database> databases(Branch branch) throws InterruptedException {
        try {
            return neon.databases(config.project(), branch.id());
        } catch (NeonException e) {
            if (e.kind() == Kind.NOT_FOUND && neon.isGone(config.project(), branch.id())) return List.of();
            throw e;
        }
    }

    private boolean wanted(Branch branch) {
        return config.branches().match(branch.name()) && !OwnBranches.leaveOut(branch.name(), config.branches());
    }

    private TargetConfig target(Endpoint endpoint, Database database) {
        String name = URLEncoder.encode(database.name(), StandardCharsets.UTF_8).replace("+", "%20");
        TargetConfig target = new TargetConfig(
                endpoint.id(),
                "jdbc:postgresql://" + endpoint.host() + "/" + name + "?" + config.parameters(),
                config.user(),
                config.password(),
                new NeonBranch(config.project(), endpoint.branchId(), endpoint.id()));
        return target.of(database.name());
    }
}
