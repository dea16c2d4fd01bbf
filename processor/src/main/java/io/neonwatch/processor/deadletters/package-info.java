/** Where records go that cannot be processed. */
@NullMarked
package io.neonwatch.processor.deadletters;

import org.jspecify.annotations.NullMarked;
