@NullMarked
package io.neonwatch.collector;

import org.jspecify.annotations.NullMarked;
