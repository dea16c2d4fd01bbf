@NullMarked
package io.neonwatch.collector.sampling.server;

import org.jspecify.annotations.NullMarked;
