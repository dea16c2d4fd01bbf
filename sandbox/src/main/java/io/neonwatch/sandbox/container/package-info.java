/** The sandbox's parts as programs of their own, each in a container beside the services. */
@NullMarked
package io.neonwatch.sandbox.container;

import org.jspecify.annotations.NullMarked;
