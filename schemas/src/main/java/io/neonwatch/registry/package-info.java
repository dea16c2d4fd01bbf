/** Confluent's schema-registry protocol and wire format. */
@NullMarked
package io.neonwatch.registry;

import org.jspecify.annotations.NullMarked;
