/** Tests of the control plane, and of the client against it. */
@NullMarked
package io.neonwatch.sandbox.neon;

import org.jspecify.annotations.NullMarked;
