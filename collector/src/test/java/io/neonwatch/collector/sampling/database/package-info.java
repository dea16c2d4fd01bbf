@NullMarked
package io.neonwatch.collector.sampling.database;

import org.jspecify.annotations.NullMarked;
