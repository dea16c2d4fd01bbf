/** The documentation of the metrics, made from what the probes declare. */
@NullMarked
package io.neonwatch.collector.reference;

import org.jspecify.annotations.NullMarked;
