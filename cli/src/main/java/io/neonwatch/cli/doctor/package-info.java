/** The command that looks at everything a configuration names, and says what to fix. */
@NullMarked
package io.neonwatch.cli.doctor;

import org.jspecify.annotations.NullMarked;
