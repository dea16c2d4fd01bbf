@NullMarked
package io.neonwatch.collector.heartbeat;

import org.jspecify.annotations.NullMarked;
