/** The administrative HTTP server: health and metrics. */
@NullMarked
package io.neonwatch.runtime.admin;

import org.jspecify.annotations.NullMarked;
