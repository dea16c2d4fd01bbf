package io.neonwatch.collector.sampling;

import java.time.Instant;
import java.util.List;

/**
 * What a {@link SectionStatement} was answered with.
 *
 * @param seesAll whether the user may see other roles' statistics
 * @param tables one for each section of the version, in their order
 */
public record SectionAnswer(Instant observedAt, String epoch, boolean seesAll, List<SectionTable> tables) {}
