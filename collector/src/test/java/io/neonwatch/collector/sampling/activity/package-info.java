@NullMarked
package io.neonwatch.collector.sampling.activity;

import org.jspecify.annotations.NullMarked;
