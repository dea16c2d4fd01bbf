/** How the planner would run each query, and when that changes. */
@NullMarked
package io.neonwatch.collector.sampling.plans;

import org.jspecify.annotations.NullMarked;
