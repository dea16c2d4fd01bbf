@NullMarked
package io.neonwatch.sandbox.process;

import org.jspecify.annotations.NullMarked;
