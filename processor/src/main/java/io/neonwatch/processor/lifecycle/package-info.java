/** What a sample does to an alert: pure decisions over immutable states. */
@NullMarked
package io.neonwatch.processor.lifecycle;

import org.jspecify.annotations.NullMarked;
