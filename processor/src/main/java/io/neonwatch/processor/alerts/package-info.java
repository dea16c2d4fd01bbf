/** The feature that turns samples into alerts: its part of the topology, its stores. */
@NullMarked
package io.neonwatch.processor.alerts;

import org.jspecify.annotations.NullMarked;
