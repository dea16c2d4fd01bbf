package io.neonwatch.collector.fleet.discovery;

import io.neonwatch.collector.sampling.DatabaseList;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.neon.NeonClient;
import java.sql.SQLException;
import java.util.List;

/** What an entry of the configuration leads to, looked up once. */
public final class FoundTargets {

    private FoundTargets() {}

    /**
     * The databases of a server that its entry means.
     *
     * @throws SQLException when the server cannot be reached or refuses
     */
    public static List<TargetConfig> of(TargetConfig server) throws SQLException {
        return ServerLook.targets(server, DatabaseList.of(server));
    }

    /**
     * The databases of a project, of which no compute is connected to.
     *
     * @param most once more than these have been found, no further branch is asked for its own
     * @throws io.neonwatch.neon.NeonException when Neon does not tell
     */
    public static List<TargetConfig> of(ProjectConfig project, NeonClient neon, int most) throws InterruptedException {
        return new NeonLook(project, new NeonProjects(neon, () -> {}), most).look();
    }
}
