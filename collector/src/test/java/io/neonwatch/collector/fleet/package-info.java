@NullMarked
package io.neonwatch.collector.fleet;

import org.jspecify.annotations.NullMarked;
