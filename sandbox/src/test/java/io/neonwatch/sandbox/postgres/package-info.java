@NullMarked
package io.neonwatch.sandbox.postgres;

import org.jspecify.annotations.NullMarked;
