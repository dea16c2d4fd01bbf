@NullMarked
package io.neonwatch.collector.sampling.tables;

import org.jspecify.annotations.NullMarked;
