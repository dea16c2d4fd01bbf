@NullMarked
package io.neonwatch.collector.assignment;

import org.jspecify.annotations.NullMarked;
