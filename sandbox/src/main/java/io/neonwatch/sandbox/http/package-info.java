/** Small HTTP servers and the pages they show. */
@NullMarked
package io.neonwatch.sandbox.http;

import org.jspecify.annotations.NullMarked;
