/** Is the server there, and how full is it. */
@NullMarked
package io.neonwatch.collector.sampling.instance;

import org.jspecify.annotations.NullMarked;
