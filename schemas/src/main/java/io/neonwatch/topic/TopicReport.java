package io.neonwatch.topic;

import java.util.List;

/**
 * What {@link TopicAdmin#ensure} did and found.
 *
 * @param created names of the topics that were missing and that this call has created
 */
public record TopicReport(List<String> created, List<TopicMismatch> mismatches) {}
