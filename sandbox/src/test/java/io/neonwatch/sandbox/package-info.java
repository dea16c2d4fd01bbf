@NullMarked
package io.neonwatch.sandbox;

import org.jspecify.annotations.NullMarked;
