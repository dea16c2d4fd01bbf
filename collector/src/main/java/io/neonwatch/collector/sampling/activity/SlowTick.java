package io.neonwatch.collector.sampling.activity;

import java.util.List;

/**
 * @param recognised the slow executions not told of before
 * @param finished those of them and of earlier ones that have ended since, with their running time in all
 */
record SlowTick(List<SlowExecution> recognised, List<SlowExecution> finished) {}
