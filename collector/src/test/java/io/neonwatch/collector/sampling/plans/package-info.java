@NullMarked
package io.neonwatch.collector.sampling.plans;

import org.jspecify.annotations.NullMarked;
