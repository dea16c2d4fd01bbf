/** What runs now, and which executions were slow. */
@NullMarked
package io.neonwatch.collector.sampling.activity;

import org.jspecify.annotations.NullMarked;
