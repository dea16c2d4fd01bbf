@NullMarked
package io.neonwatch.collector.sampling.presence;

import org.jspecify.annotations.NullMarked;
