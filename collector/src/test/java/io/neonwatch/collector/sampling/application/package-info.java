@NullMarked
package io.neonwatch.collector.sampling.application;

import org.jspecify.annotations.NullMarked;
