@NullMarked
package io.neonwatch.collector.fleet.discovery;

import org.jspecify.annotations.NullMarked;
