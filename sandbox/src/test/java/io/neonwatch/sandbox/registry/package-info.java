@NullMarked
package io.neonwatch.sandbox.registry;

import org.jspecify.annotations.NullMarked;
