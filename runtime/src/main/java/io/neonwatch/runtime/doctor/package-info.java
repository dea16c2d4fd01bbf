/** What a check of the surroundings of a service finds, before or while the service runs. */
@NullMarked
package io.neonwatch.runtime.doctor;

import org.jspecify.annotations.NullMarked;
