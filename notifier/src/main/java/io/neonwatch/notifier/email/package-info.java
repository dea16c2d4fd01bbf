/** Pages as email. */
@NullMarked
package io.neonwatch.notifier.email;

import org.jspecify.annotations.NullMarked;
