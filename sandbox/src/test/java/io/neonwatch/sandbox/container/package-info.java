/** Tests of the programs in the containers. */
@NullMarked
package io.neonwatch.sandbox.container;

import org.jspecify.annotations.NullMarked;
