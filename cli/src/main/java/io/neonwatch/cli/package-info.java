/** The one program: picocli's command tree, and nothing else. */
@NullMarked
package io.neonwatch.cli;

import org.jspecify.annotations.NullMarked;
