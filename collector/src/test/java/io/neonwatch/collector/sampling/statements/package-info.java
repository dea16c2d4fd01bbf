@NullMarked
package io.neonwatch.collector.sampling.statements;

import org.jspecify.annotations.NullMarked;
