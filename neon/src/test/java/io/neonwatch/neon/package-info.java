/** Tests of the client, against a server that answers what it is told to. */
@NullMarked
package io.neonwatch.neon;

import org.jspecify.annotations.NullMarked;
