/** Commands that create and read the topics. */
@NullMarked
package io.neonwatch.cli.topics;

import org.jspecify.annotations.NullMarked;
