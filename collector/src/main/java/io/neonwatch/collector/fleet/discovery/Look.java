package io.neonwatch.collector.fleet.discovery;

import io.neonwatch.collector.sampling.TargetConfig;
import java.util.List;

/** One way to find targets. */
interface Look {

    /**
     * Looks once.
     *
     * @return what is there now, the oldest first where that can be known
     * @throws Exception when it could not be seen
     */
    List<TargetConfig> look() throws Exception;
}
