@NullMarked
package io.neonwatch.collector.sampling;

import org.jspecify.annotations.NullMarked;
