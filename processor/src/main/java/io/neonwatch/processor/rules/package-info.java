/** Rules as data: read from YAML, checked, and merged. */
@NullMarked
package io.neonwatch.processor.rules;

import org.jspecify.annotations.NullMarked;
