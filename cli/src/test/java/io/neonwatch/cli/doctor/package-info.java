/** Tests of the look at everything. */
@NullMarked
package io.neonwatch.cli.doctor;

import org.jspecify.annotations.NullMarked;
