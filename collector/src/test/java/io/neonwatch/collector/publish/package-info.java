@NullMarked
package io.neonwatch.collector.publish;

import org.jspecify.annotations.NullMarked;
