@NullMarked
package io.neonwatch.collector.sampling.instance;

import org.jspecify.annotations.NullMarked;
